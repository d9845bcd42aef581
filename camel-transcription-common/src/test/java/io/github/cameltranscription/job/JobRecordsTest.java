/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;

import static org.assertj.core.api.Assertions.assertThat;

class JobRecordsTest {

    private static final String WHAT_WAS_SAID = "the patient is called Ivan";

    @Test
    void aResultAndAStatusNeverTellWhatWasSaid() {
        assertThat(JobResult.of(WHAT_WAS_SAID)).asString().isEqualTo("JobResult[String, []]");
        assertThat(JobStatus.done("palatine", "job-1", WHAT_WAS_SAID))
                .asString()
                .isEqualTo("JobStatus[palatine job job-1 DONE, 100 %]");
    }

    @Test
    void aFailedStatusTellsItsReason() {
        assertThat(JobStatus.failed("palatine", "job-1", null, "no speech"))
                .asString()
                .isEqualTo("JobStatus[palatine job job-1 FAILED, no speech]");
    }

    @Test
    void attributesAreCopiedSoThatNobodyChangesThemLater() {
        Map<String, Object> attributes = new HashMap<>(Map.of("CamelShopotBalanceMinutes", 7));
        JobStatus status = JobStatus.pending("shopot", "job-1", null).withAttributes(attributes);
        JobResult result = new JobResult("body", attributes);
        Submission submission = new Submission("job-1", attributes);

        attributes.clear();

        assertThat(status.attributes()).containsEntry("CamelShopotBalanceMinutes", 7);
        assertThat(result.attributes()).containsEntry("CamelShopotBalanceMinutes", 7);
        assertThat(submission.attributes()).containsEntry("CamelShopotBalanceMinutes", 7);
    }
}
