/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.error.UnreadableResultException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The status parses a done answer, so that the fetch has nothing to parse and no answer to fail at. */
class ResultInStatusProviderTest {

    private static final String BROKEN = "{\"text\":";

    private final TranscriptionProvider provider = new ResultInStatusProvider("cloud", "transcribe") {
        @Override
        protected CompletionStage<String> submitForId(JobInput input, Map<String, String> parameters) {
            throw new AssertionError();
        }

        @Override
        public CompletionStage<JobStatus> status(String jobId) {
            throw new AssertionError();
        }
    };

    @Test
    void theFetchGivesTheResultOfTheStatus() {
        JobResult result = JobResult.of("what was said");

        CompletionStage<JobResult> fetched = provider.fetch(JobStatus.done("cloud", "job-1", BROKEN, result));

        assertThat(fetched.toCompletableFuture().join()).isSameAs(result);
    }

    @Test
    void aDoneStatusWithoutAResultIsUnreadable() {
        CompletionStage<JobResult> fetched =
                provider.fetch(JobStatus.done("cloud", "job-1", "{\"txt\":\"secret words\"}", null));

        assertThatThrownBy(() -> fetched.toCompletableFuture().join())
                .cause()
                .isInstanceOf(UnreadableResultException.class)
                .hasMessageContaining("txt")
                .hasMessageNotContaining("secret words");
    }
}
