/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.apache.camel.Exchange;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.examples.demo.Outcome;

/**
 * The outcome of a recording; that of a failed one is the content of its {@code .error.json}.
 *
 * @param file         its name
 * @param provider     the provider that transcribed it, or the last one that was asked
 * @param jobId        that provider's id of the job, or {@code null} if there is none
 * @param category     an error category, {@link #CIRCUIT_OPEN} or {@link #LOCAL}; {@code null} if the recording is
 *                     transcribed
 * @param message      the reason
 * @param failedBefore the attempts of the providers before that one, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderOutcome(
        String file, String provider, String jobId, String category, String message, List<Attempt> failedBefore)
        implements Outcome {

    /** The category of a provider that was not asked because its breaker is open. */
    public static final String CIRCUIT_OPEN = "CIRCUIT_OPEN";

    /** The category of other errors, such as a full disk. */
    public static final String LOCAL = "LOCAL";

    /** The outcome of an exchange that has ended. */
    static ProviderOutcome of(Exchange exchange) {
        return exchange.getException() == null ? done(exchange) : failed(exchange);
    }

    private static ProviderOutcome done(Exchange exchange) {
        return new ProviderOutcome(
                header(exchange, Exchange.FILE_NAME_ONLY),
                header(exchange, TranscriptionConstants.PROVIDER),
                header(exchange, TranscriptionConstants.JOB_ID),
                null,
                null,
                FailedAttempts.of(exchange));
    }

    private static ProviderOutcome failed(Exchange exchange) {
        Exception failure = exchange.getException();
        Attempt last = Attempt.failed(provider(exchange, failure), failure);
        return new ProviderOutcome(
                header(exchange, Exchange.FILE_NAME_ONLY),
                last.provider(),
                last.jobId() == null && last.category().equals(LOCAL)
                        ? header(exchange, TranscriptionConstants.JOB_ID)
                        : last.jobId(),
                last.category(),
                last.message(),
                FailedAttempts.of(exchange).stream()
                        .filter(attempt -> !attempt.provider().equals(last.provider()))
                        .toList());
    }

    private static String provider(Exchange exchange, Exception failure) {
        if (failure instanceof TranscriptionException known) {
            return known.getProvider();
        }
        return failure instanceof CallNotPermittedException rejected
                ? rejected.getCausingCircuitBreakerName()
                : header(exchange, TranscriptionConstants.PROVIDER);
    }

    private static String header(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file)
                .append(": ")
                .append(isDone() ? "transcribed by " : category + " at ")
                .append(provider)
                .append(jobId == null ? ", no job" : ", job " + jobId);
        failedBefore.forEach(attempt ->
                text.append(System.lineSeparator()).append("    before: ").append(attempt));
        if (!isDone()) {
            text.append(System.lineSeparator()).append("    ").append(message);
        }
        return text.toString();
    }
}
