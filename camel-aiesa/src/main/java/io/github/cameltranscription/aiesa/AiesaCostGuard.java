/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.RequestBody;

/** Refuses jobs that would cost more than {@code maxCost}, before they are submitted. */
final class AiesaCostGuard {

    private static final Logger LOG = LoggerFactory.getLogger(AiesaCostGuard.class);

    /** AIESA may round the length. If it calculates with a length that is shorter by more, it has misread the format. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private final AiesaApi api;
    private final String operation;
    private final AiesaConfiguration configuration;
    private final Duration durationHeader;

    /**
     * @param operation      as errors name it
     * @param durationHeader the length in the message's header, or {@code null}
     */
    AiesaCostGuard(AiesaApi api, String operation, AiesaConfiguration configuration, Duration durationHeader) {
        this.api = api;
        this.operation = operation;
        this.configuration = configuration;
        this.durationHeader = durationHeader;
    }

    /** Ends normally if the job may be submitted. */
    CompletionStage<Void> check(JobInput audio, Map<String, String> parameters) {
        // The calling thread may be one that serves all jobs, and a recording may be a stream that comes slowly.
        return CompletableFuture.supplyAsync(() -> duration(audio), api.uploadThreads())
                .thenCompose(duration -> {
                    if (duration == null) {
                        return checkUnknown(audio);
                    }
                    RequestBody question = AiesaCalculation.of(parameters.get("priority"), duration.text());
                    return api.calculate(question).thenAccept(cost -> check(audio, duration, cost));
                });
    }

    private AiesaDuration duration(JobInput audio) {
        try {
            return AiesaDuration.find(durationHeader, configuration, audio);
        } catch (IllegalArgumentException unreadable) {
            throw refusal(unreadable.getMessage());
        }
    }

    private CompletionStage<Void> checkUnknown(JobInput audio) {
        if (configuration.getUnknownDuration() == UnknownDuration.SUBMIT) {
            LOG.warn(
                    "{} is submitted although its length is not known and maxCost {} cannot be checked",
                    audio,
                    configuration.getMaxCost());
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.failedFuture(
                refusal("maxCost " + configuration.getMaxCost() + " cannot be checked, because the length of " + audio
                        + " is not known: give it with the header " + AiesaConstants.DURATION
                        + " (seconds) or the option duration, or let such jobs through with unknownDuration=submit;"
                        + " nothing was submitted"));
    }

    private void check(JobInput audio, AiesaDuration duration, AiesaCost cost) {
        if (isUnderstoodShorter(duration.measured(), cost.durationSeconds())) {
            throw refusal(audio + " takes " + duration.measured().toMillis() / 1000.0 + " s, and AIESA calculated "
                    + cost.durationSeconds() + " s from \"" + duration.text()
                    + "\", so its price cannot be compared with maxCost: choose another durationFormat; nothing was"
                    + " submitted");
        }
        if (cost.cost() > configuration.getMaxCost()) {
            String currency = cost.balance() == null || cost.balance().currency() == null
                    ? ""
                    : " " + cost.balance().currency();
            throw refusal(String.format(
                    Locale.ROOT,
                    "%s would cost %s%s, which is more than maxCost %s%s: raise maxCost, or choose another priority;"
                            + " nothing was submitted",
                    audio,
                    cost.cost(),
                    currency,
                    configuration.getMaxCost(),
                    currency));
        }
    }

    private static boolean isUnderstoodShorter(Duration measured, Double understoodSeconds) {
        return measured != null
                && understoodSeconds != null
                && understoodSeconds < measured.minus(ROUNDING).toMillis() / 1000.0;
    }

    private TranscriptionException refusal(String message) {
        return ErrorCategory.INVALID_REQUEST.toException(ErrorDetails.of(AiesaOperation.SCHEME, operation, message));
    }
}
