/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.UnsupportedMediaException;

import static io.github.cameltranscription.engine.ScriptedProvider.answering;
import static org.assertj.core.api.Assertions.assertThat;

class JobFailureTest extends EngineTest {

    @Test
    void aJobThatTheProviderGaveUpFailsWithReasonAndId() {
        CompletableFuture<JobResult> result = failedJob(null, "no speech found");

        assertThat(failureOf(result))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("no speech found")
                .returns("job-1", TranscriptionException::getJobId)
                .returns("scripted", TranscriptionException::getProvider)
                .returns("transcribe", TranscriptionException::getOperation)
                .returns(false, TranscriptionException::isRetriable);
        assertThat(provider.fetchTimes()).isEmpty();
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void aFailureOfAKnownKindHasTheKindsOwnClass() {
        CompletableFuture<JobResult> result = failedJob(ErrorCategory.UNSUPPORTED_MEDIA, "codec unknown");

        assertThat(failureOf(result))
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageContaining("codec unknown")
                .returns("job-1", TranscriptionException::getJobId);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void aFailureWithoutReasonSaysSo(String reason) {
        CompletableFuture<JobResult> result = failedJob(ErrorCategory.JOB_FAILED, reason);

        assertThat(failureOf(result)).hasMessageContaining("the provider gave no reason");
    }

    private CompletableFuture<JobResult> failedJob(ErrorCategory category, String reason) {
        provider.onStatus(answering(JobStatus.failed("scripted", "job-1", category, reason)));
        CompletableFuture<JobResult> result = submit(engine());
        clock.advance(Duration.ofSeconds(2));
        return result;
    }
}
