/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.List;

import io.github.cameltranscription.component.OptionTable;

import static io.github.cameltranscription.aiesa.AiesaOperation.AWAIT;
import static io.github.cameltranscription.aiesa.AiesaOperation.CALCULATE;
import static io.github.cameltranscription.aiesa.AiesaOperation.DOWNLOAD;
import static io.github.cameltranscription.aiesa.AiesaOperation.MODELS;
import static io.github.cameltranscription.aiesa.AiesaOperation.PARKED;
import static io.github.cameltranscription.aiesa.AiesaOperation.RESULTS;
import static io.github.cameltranscription.aiesa.AiesaOperation.STATUS;
import static io.github.cameltranscription.aiesa.AiesaOperation.SUBMIT;
import static io.github.cameltranscription.aiesa.AiesaOperation.TRANSCRIBE;

/** Which operations of {@code aiesa:} use which options. */
final class AiesaOptions {

    static final OptionTable TABLE = new OptionTable(AiesaOperation.values())
            .with(List.of("publicKey", "secretKey"), AiesaOperation.values())
            .with(OptionTable.CONNECTION, AiesaOperation.values())
            .with(OptionTable.REQUEST, AiesaOperation.values())
            .withAllBut(List.of(STATUS, CALCULATE, MODELS, PARKED), List.of("maxInFlight"))
            .with(OptionTable.UPLOAD, TRANSCRIBE, SUBMIT)
            .with(OptionTable.PARAMETERS, CALCULATE)
            .with(OptionTable.POLLING, TRANSCRIBE, AWAIT, RESULTS, DOWNLOAD)
            .with("jobTimeout", SUBMIT)
            .with(OptionTable.STATUS_PARAMETERS, STATUS)
            .with("maxTranscriptSize", TRANSCRIBE, AWAIT, RESULTS, DOWNLOAD)
            .with("maxDownloadSize", TRANSCRIBE, AWAIT, RESULTS, DOWNLOAD)
            .with(OptionTable.RECORD, TRANSCRIBE, SUBMIT, AWAIT, RESULTS, DOWNLOAD, PARKED)
            .with("action", PARKED)
            .with(OptionTable.RECORDED_SUBMISSION, TRANSCRIBE, SUBMIT)
            .with(OptionTable.RESULTS, RESULTS)
            .with(OptionTable.SUBTITLE, TRANSCRIBE, AWAIT, RESULTS)
            .with("resultType", TRANSCRIBE, AWAIT, RESULTS, DOWNLOAD)
            .with(
                    List.of("sourceUrl", "language", "enableDiarization", "aiPrompt", "maxCost", "unknownDuration"),
                    TRANSCRIBE,
                    SUBMIT)
            .with(List.of("priority", "duration", "durationFormat"), TRANSCRIBE, SUBMIT, CALCULATE);

    private AiesaOptions() {}
}
