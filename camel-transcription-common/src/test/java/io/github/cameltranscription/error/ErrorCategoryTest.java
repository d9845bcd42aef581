/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCategoryTest {

    private static final ErrorDetails DETAILS = ErrorDetails.of("palatine", "transcribe", "what happened")
            .withJobId("job-1")
            .withHttpStatus(429)
            .withRetryAfter(Duration.ofSeconds(7));

    @ParameterizedTest
    @EnumSource(ErrorCategory.class)
    void everyCategoryHasAnExceptionClassOfItsOwnName(ErrorCategory category) {
        TranscriptionException failure = category.toException(DETAILS);

        assertThat(failure.getCategory()).isEqualTo(category);
        assertThat(failure.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT))
                .isEqualTo(category.name().replace("_", "").toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource(ErrorCategory.class)
    void onlyTemporaryErrorsAreRetriableAndAnUncertainSubmissionIsNot(ErrorCategory category) {
        Set<ErrorCategory> passing = Set.of(
                ErrorCategory.JOB_NOT_READY,
                ErrorCategory.JOB_TIMED_OUT,
                ErrorCategory.JOB_INTERRUPTED,
                ErrorCategory.JOB_REPOSITORY_UNAVAILABLE,
                ErrorCategory.RATE_LIMITED,
                ErrorCategory.PROVIDER_UNAVAILABLE);

        assertThat(category.toException(DETAILS).isRetriable()).isEqualTo(passing.contains(category));
    }

    @Test
    void theMessageHasEverythingThatIsKnown() {
        assertThat(ErrorCategory.RATE_LIMITED.toException(DETAILS))
                .hasMessage("palatine transcribe: what happened (RATE_LIMITED, HTTP 429, job job-1)");
        assertThat(ErrorCategory.INVALID_REQUEST.toException(ErrorDetails.of("palatine", "submit", "no")))
                .hasMessage("palatine submit: no (INVALID_REQUEST)");
    }

    @Test
    void everyDetailHasAGetter() {
        assertThat(ErrorCategory.RATE_LIMITED.toException(DETAILS))
                .returns("palatine", TranscriptionException::getProvider)
                .returns("transcribe", TranscriptionException::getOperation)
                .returns("job-1", TranscriptionException::getJobId)
                .returns(429, TranscriptionException::getHttpStatus)
                .returns("what happened", TranscriptionException::getProviderMessage)
                .returns(Duration.ofSeconds(7), TranscriptionException::getRetryAfter);
    }

    @Test
    void theInnermostExceptionIsTheOneWithTheJobId() {
        TranscriptionException without =
                ErrorCategory.AUTHENTICATION.toException(ErrorDetails.of("palatine", "transcribe", "no"));

        assertThat(without.withJobId("job-2").getCause()).isNull();
        assertThat(without.withMessage("in other words"))
                .hasNoCause()
                .returns("in other words", TranscriptionException::getProviderMessage);
    }

    @Test
    void aJobIdIsAddedWithoutLosingAnything() {
        IllegalStateException cause = new IllegalStateException("why");
        TranscriptionException without = ErrorCategory.AUTHENTICATION.toException(
                ErrorDetails.of("palatine", "transcribe", "no").withHttpStatus(401), cause);

        assertThat(without.withJobId("job-2"))
                .isInstanceOf(AuthenticationException.class)
                .returns("job-2", TranscriptionException::getJobId)
                .returns(401, TranscriptionException::getHttpStatus)
                .hasCause(cause)
                .extracting(Throwable::getStackTrace)
                .isEqualTo(without.getStackTrace());
        assertThat(without.withJobId(null)).isSameAs(without);
        TranscriptionException known = ErrorCategory.RATE_LIMITED.toException(DETAILS);
        assertThat(known.withJobId("job-1")).isSameAs(known);
    }

    @Test
    void anExceptionIsSerializable() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(ErrorCategory.RATE_LIMITED.toException(DETAILS));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject())
                    .isInstanceOfSatisfying(RateLimitedException.class, failure -> assertThat(failure.getDetails())
                            .isEqualTo(DETAILS));
        }
    }
}
