/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.List;
import java.util.Set;

import io.github.cameltranscription.component.OptionRules;
import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.component.UnusableOptionException;
import io.github.cameltranscription.format.OutputFormat;

import static io.github.cameltranscription.aiesa.AiesaOperation.AWAIT;
import static io.github.cameltranscription.aiesa.AiesaOperation.CALCULATE;
import static io.github.cameltranscription.aiesa.AiesaOperation.DOWNLOAD;
import static io.github.cameltranscription.aiesa.AiesaOperation.MODELS;
import static io.github.cameltranscription.aiesa.AiesaOperation.RESULTS;
import static io.github.cameltranscription.aiesa.AiesaOperation.SUBMIT;
import static io.github.cameltranscription.aiesa.AiesaOperation.TRANSCRIBE;

/** Which operations of {@code aiesa:} use which options, and what these have to be. */
final class AiesaOptions {

    static final OptionTable TABLE = OptionTable.ofJobs(AiesaOperation.values())
            .with(List.of("publicKey", "secretKey"), AiesaOperation.values())
            .with(OptionTable.CONNECTION, DOWNLOAD, CALCULATE, MODELS)
            .with(OptionTable.REQUEST, DOWNLOAD, CALCULATE, MODELS)
            .with(OptionTable.PARAMETERS, CALCULATE)
            .with(OptionTable.POLLING, DOWNLOAD)
            .with(OptionTable.RECORD, DOWNLOAD)
            .with(List.of("maxInFlight", "maxTranscriptSize"), DOWNLOAD)
            .with("maxDownloadSize", TRANSCRIBE, AWAIT, RESULTS, DOWNLOAD)
            .with("resultType", TRANSCRIBE, AWAIT, RESULTS, DOWNLOAD)
            .with(List.of("enableDiarization", "aiPrompt", "maxCost", "unknownDuration"), TRANSCRIBE, SUBMIT)
            .with(List.of("priority", "duration", "durationFormat"), TRANSCRIBE, SUBMIT, CALCULATE)
            .withHeader(AiesaConstants.PRIORITY, "priority");

    private static final Set<String> PRIORITIES = Set.of("queue", "lightning");

    static final OptionRules<AiesaConfiguration> RULES = new OptionRules<AiesaConfiguration>()
            .check(options -> requirePriority(options.getPriority()))
            .check(options -> AiesaDurationFormat.of(options.getDurationFormat()))
            .require(
                    options -> options.getDuration() == null
                            || !options.getDuration().isBlank(),
                    options -> "duration \"" + options.getDuration()
                            + "\" is blank: give a length such as 00:05, or remove it")
            .require(
                    options -> options.getMaxCost() == null || options.getMaxCost() > 0,
                    options -> "maxCost " + options.getMaxCost()
                            + " must be greater than 0: it is what a job may cost; remove it for no limit")
            .check(AiesaOptions::requireMaxCost)
            .require(
                    options -> options.getResultType() == AiesaResultType.JSON
                            || options.getOutputFormat() == OutputFormat.TRANSCRIPT,
                    options -> "resultType " + options.getResultType().wireName()
                            + " is a result as AIESA makes it, and outputFormat "
                            + OptionRules.lowerCase(options.getOutputFormat())
                            + " is made of a transcript: remove one of them",
                    "resultType",
                    "outputFormat")
            .on(DOWNLOAD)
            .require(
                    options -> options.getResultType() != AiesaResultType.LINKS,
                    options -> "resultType links is no file: choose json, text or pdf, or use aiesa:await",
                    "resultType");

    private AiesaOptions() {}

    /** The priority, checked. */
    static String requirePriority(String priority) {
        return OptionRules.requireOneOf("priority", priority, PRIORITIES);
    }

    private static void requireMaxCost(AiesaConfiguration options, TranscriptionOperation operation) {
        if (options.getMaxCost() != null || operation == CALCULATE) {
            return;
        }
        boolean lengthGiven = options.getDuration() != null
                || !options.getDurationFormat().equals(AiesaConfiguration.DEFAULT_DURATION_FORMAT);
        if (lengthGiven || options.getUnknownDuration() != UnknownDuration.REFUSE) {
            throw new UnusableOptionException(
                    (lengthGiven ? "duration \"" + options.getDuration() + "\"" : "unknownDuration submit")
                            + " is for asking for a price, which " + operation.getName()
                            + " does with a maxCost alone: add maxCost, or remove it",
                    "duration",
                    "durationFormat",
                    "unknownDuration");
        }
    }
}
