/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import io.github.cameltranscription.testing.RecordedJobsContract;

class PalatineRecordedJobsTest extends PalatineTestSupport implements RecordedJobsContract {

    @Override
    public String scheme() {
        return "palatine";
    }

    @Override
    public void assertSubmitted(int count) {
        palatine.requests().assertSubmitted(count);
    }
}
