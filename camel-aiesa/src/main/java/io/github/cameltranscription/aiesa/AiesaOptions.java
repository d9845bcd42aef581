/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.List;

import io.github.cameltranscription.component.OptionTable;

import static io.github.cameltranscription.aiesa.AiesaOperation.AWAIT;
import static io.github.cameltranscription.aiesa.AiesaOperation.CALCULATE;
import static io.github.cameltranscription.aiesa.AiesaOperation.DOWNLOAD;
import static io.github.cameltranscription.aiesa.AiesaOperation.MODELS;
import static io.github.cameltranscription.aiesa.AiesaOperation.RESULTS;
import static io.github.cameltranscription.aiesa.AiesaOperation.SUBMIT;
import static io.github.cameltranscription.aiesa.AiesaOperation.TRANSCRIBE;

/** Which operations of {@code aiesa:} use which options. */
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
            .with(List.of("priority", "duration", "durationFormat"), TRANSCRIBE, SUBMIT, CALCULATE);

    private AiesaOptions() {}
}
