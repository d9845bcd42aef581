/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobNotReadyException;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.ProviderUnavailableException;
import io.github.cameltranscription.error.RateLimitedException;
import io.github.cameltranscription.error.TranscriptionException;

/** What another provider may do better, and what a provider's circuit breaker counts. */
final class FailoverRule {

    private FailoverRule() {}

    /**
     * The failures after which the next provider is asked: those that say nothing about the recording and leave no doubt
     * whether it was bought.
     *
     * <p>Not among them, though it can be retried: a job that was interrupted. It means that we are stopping, and goes on
     * at the provider; another one now would be paid for as well, and nothing would wait for it.
     */
    static Class<?>[] passedOn() {
        return new Class<?>[] {
            ProviderUnavailableException.class,
            RateLimitedException.class,
            JobTimedOutException.class,
            JobNotReadyException.class,
            CallNotPermittedException.class
        };
    }

    /**
     * Whether a failed submission is the provider's failure, and not that of the recording or the account. One that is
     * uncertain is: it is not passed on, but when there are more of them the next recordings had better go elsewhere.
     */
    static boolean isProvidersFailure(Throwable failure) {
        return failure instanceof TranscriptionException known
                && switch (known.getCategory()) {
                    case PROVIDER_UNAVAILABLE, RATE_LIMITED, UNCERTAIN_SUBMISSION -> true;
                    default -> false;
                };
    }

    /** What went wrong, in one word: an {@link ErrorCategory}, or what this example has beside them. */
    static String category(Throwable failure) {
        if (failure instanceof TranscriptionException known) {
            return known.getCategory().name();
        }
        return failure instanceof CallNotPermittedException ? ProviderOutcome.CIRCUIT_OPEN : ProviderOutcome.LOCAL;
    }
}
