/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.junit.jupiter.api.Tag;

import io.github.cameltranscription.testing.RecordedJobsContract;

@Tag("server")
class PalatineRecordedJobsTest extends PalatineTestSupport implements RecordedJobsContract {

    @Override
    public String scheme() {
        return "palatine";
    }

    @Override
    public void assertSubmitted(int count) {
        palatine.requests().assertSubmitted(count);
    }

    @Override
    public void answerNextPoll(int status) {
        palatine.faults()
                .onStatus()
                .status(status)
                .body("<html><body>Gateway</body></html>", "text/html")
                .once();
    }
}
