/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.pending;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

/** A job that the provider does not know, or does not speak of: it says so three times over at least 30 s. */
class RefusedJobTest extends EngineTest {

    private static TranscriptionException refusal(Verdict verdict) {
        ErrorCategory category = verdict == Verdict.GONE ? ErrorCategory.JOB_NOT_FOUND : ErrorCategory.AUTHENTICATION;
        return category.toException(ErrorDetails.of("scripted", "status", "no").withVerdict(verdict));
    }

    @ParameterizedTest
    @CsvSource({"GONE, JOB_NOT_FOUND", "DENIED, AUTHENTICATION"})
    void itEndsWhenTheProviderHasSaidSoForHalfAMinute(Verdict verdict, ErrorCategory category) {
        for (int i = 0; i < 10; i++) {
            provider.onStatus(failing(refusal(verdict)));
        }
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofSeconds(31));
        assertThat(result).isNotDone();
        clock.advance(Duration.ofSeconds(1));

        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 12, 22, 32));
        assertThat(failureOf(result))
                .returns(category, TranscriptionException::getCategory)
                .returns(verdict, TranscriptionException::getVerdict)
                .returns("job-1", TranscriptionException::getJobId);
    }

    @Test
    void anAnswerAboutTheJobInBetweenBeginsTheCountAnew() {
        provider.onStatus(
                failing(refusal(Verdict.GONE)),
                failing(refusal(Verdict.GONE)),
                pending(),
                failing(refusal(Verdict.GONE)),
                failing(refusal(Verdict.GONE)),
                done());
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofMinutes(2));

        assertThat(result).isCompleted();
    }

    /** A provider whose results have requests of their own may say that a job is done, and not have its result. */
    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"GONE", "DENIED"})
    void aResultThatIsRefusedForHalfAMinuteEndsTheJobToo(Verdict verdict) {
        for (int i = 0; i < 10; i++) {
            provider.onStatus(done()).onFetch(failing(refusal(verdict)));
        }
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofSeconds(32));

        assertThat(provider.fetchTimes()).isEqualTo(seconds(2, 12, 22, 32));
        assertThat(failureOf(result)).returns(verdict, TranscriptionException::getVerdict);
    }

    @Test
    void aGatewaysPageInBetweenNeitherCountsNorForgets() {
        provider.onStatus(
                failing(refusal(Verdict.GONE)),
                failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)),
                failing(refusal(Verdict.GONE)),
                failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)),
                failing(refusal(Verdict.GONE)));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofMinutes(2));

        assertThat(provider.pollTimes()).hasSize(5);
        assertThat(failureOf(result).getVerdict()).isEqualTo(Verdict.GONE);
    }

    @Test
    void anErrorOfOurOwnCodeEndsTheWaitAtOnceWithTheJobsId() {
        provider.onStatus(failing(new NoSuchMethodError("a wrong jar")));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofSeconds(2));

        assertThat(failureOf(result))
                .returns("job-1", TranscriptionException::getJobId)
                .hasRootCauseInstanceOf(NoSuchMethodError.class);
    }
}
