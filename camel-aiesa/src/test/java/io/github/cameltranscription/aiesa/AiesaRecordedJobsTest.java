/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.junit.jupiter.api.Tag;

import io.github.cameltranscription.testing.RecordedJobsContract;

@Tag("server")
class AiesaRecordedJobsTest extends AiesaTestSupport implements RecordedJobsContract {

    @Override
    public String scheme() {
        return "aiesa";
    }

    @Override
    public void assertSubmitted(int count) {
        aiesa.requests().assertSubmitted(count);
    }

    @Override
    public void answerNextPoll(int status) {
        aiesa.faults()
                .onStatus()
                .status(status)
                .body("<html><body>Gateway</body></html>", "text/html")
                .once();
    }
}
