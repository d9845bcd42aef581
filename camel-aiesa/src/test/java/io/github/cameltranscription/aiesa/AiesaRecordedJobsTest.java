/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import io.github.cameltranscription.testing.RecordedJobsContract;

class AiesaRecordedJobsTest extends AiesaTestSupport implements RecordedJobsContract {

    @Override
    public String scheme() {
        return "aiesa";
    }

    @Override
    public void assertSubmitted(int count) {
        aiesa.requests().assertSubmitted(count);
    }
}
