/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobNotReadyException;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.ProviderUnavailableException;
import io.github.cameltranscription.error.RateLimitedException;
import io.github.cameltranscription.error.TranscriptionException;

/** Which failures are passed on to the next provider, and which a circuit breaker counts. */
final class FailoverRule {

    private FailoverRule() {}

    /**
     * The failures after which the next provider is asked: those that do not concern the recording and leave no doubt
     * whether it was paid for.
     *
     * <p>An interrupted job is not among them, although it can be retried: the application is stopping, the job continues at
     * the provider, and nothing would wait for another one.
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
     * Whether a submission failed because of the provider, and not because of the recording or the account. An uncertain
     * submission counts: it is not passed on, but after several the next recordings should go to another provider.
     */
    static boolean isProvidersFailure(Throwable failure) {
        return failure instanceof TranscriptionException known
                && switch (known.getCategory()) {
                    case PROVIDER_UNAVAILABLE, RATE_LIMITED, UNCERTAIN_SUBMISSION -> true;
                    default -> false;
                };
    }

    /** The name of an {@link ErrorCategory}, or a category of this example. */
    static String category(Throwable failure) {
        if (failure instanceof TranscriptionException known) {
            return known.getCategory().name();
        }
        return failure instanceof CallNotPermittedException ? ProviderOutcome.CIRCUIT_OPEN : ProviderOutcome.LOCAL;
    }
}
