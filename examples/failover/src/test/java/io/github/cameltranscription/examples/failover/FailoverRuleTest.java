/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.Arrays;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;

import static io.github.cameltranscription.error.ErrorCategory.JOB_NOT_READY;
import static io.github.cameltranscription.error.ErrorCategory.JOB_TIMED_OUT;
import static io.github.cameltranscription.error.ErrorCategory.PROVIDER_UNAVAILABLE;
import static io.github.cameltranscription.error.ErrorCategory.RATE_LIMITED;
import static io.github.cameltranscription.error.ErrorCategory.UNCERTAIN_SUBMISSION;
import static org.assertj.core.api.Assertions.assertThat;

class FailoverRuleTest {

    private static final Set<ErrorCategory> PASSED_ON =
            Set.of(PROVIDER_UNAVAILABLE, RATE_LIMITED, JOB_TIMED_OUT, JOB_NOT_READY);
    private static final Set<ErrorCategory> COUNTED = Set.of(PROVIDER_UNAVAILABLE, RATE_LIMITED, UNCERTAIN_SUBMISSION);

    @ParameterizedTest
    @EnumSource
    void passesOnAndCountsTheseCategoriesOnly(ErrorCategory category) {
        TranscriptionException failure = category.toException(ErrorDetails.of("aiesa", "submit", "failed"));

        assertThat(Arrays.stream(FailoverRule.passedOn()).anyMatch(type -> type.isInstance(failure)))
                .isEqualTo(PASSED_ON.contains(category));
        assertThat(FailoverRule.isProvidersFailure(failure)).isEqualTo(COUNTED.contains(category));
    }
}
