/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import io.github.cameltranscription.component.OptionTable;

import static io.github.cameltranscription.palatine.PalatineOperation.AWAIT;
import static io.github.cameltranscription.palatine.PalatineOperation.BALANCE;
import static io.github.cameltranscription.palatine.PalatineOperation.DIARIZE;
import static io.github.cameltranscription.palatine.PalatineOperation.DONE;
import static io.github.cameltranscription.palatine.PalatineOperation.DOWNLOAD;
import static io.github.cameltranscription.palatine.PalatineOperation.OPENAI_TRANSCRIPTION;
import static io.github.cameltranscription.palatine.PalatineOperation.PARKED;
import static io.github.cameltranscription.palatine.PalatineOperation.PROFANITY;
import static io.github.cameltranscription.palatine.PalatineOperation.RESULTS;
import static io.github.cameltranscription.palatine.PalatineOperation.SENTIMENT;
import static io.github.cameltranscription.palatine.PalatineOperation.STATUS;
import static io.github.cameltranscription.palatine.PalatineOperation.STREAM;
import static io.github.cameltranscription.palatine.PalatineOperation.SUBMIT;
import static io.github.cameltranscription.palatine.PalatineOperation.SUMMARIZE;
import static io.github.cameltranscription.palatine.PalatineOperation.TRANSCRIBE;

/** Which operations of {@code palatine:} use which options. */
final class PalatineOptions {

    static final OptionTable TABLE = new OptionTable(PalatineOperation.values())
            .with("apiKey", PalatineOperation.values())
            .with(OptionTable.CONNECTION, PalatineOperation.values())
            .withAllBut(List.of(STREAM), OptionTable.REQUEST)
            .withAllBut(List.of(STATUS, DONE, BALANCE, PARKED, PROFANITY), List.of("maxInFlight"))
            .with(OptionTable.UPLOAD, TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(OptionTable.PARAMETERS, STREAM)
            .with(OptionTable.POLLING, TRANSCRIBE, AWAIT, RESULTS, DOWNLOAD, DIARIZE, SUMMARIZE, SENTIMENT)
            .with("jobTimeout", SUBMIT, OPENAI_TRANSCRIPTION)
            .with(OptionTable.STATUS_PARAMETERS, STATUS)
            .with(
                    "maxTranscriptSize",
                    TRANSCRIBE,
                    AWAIT,
                    STATUS,
                    RESULTS,
                    DOWNLOAD,
                    OPENAI_TRANSCRIPTION,
                    DIARIZE,
                    SUMMARIZE,
                    SENTIMENT)
            .with("maxDownloadSize", DOWNLOAD)
            .with(
                    OptionTable.RECORD,
                    TRANSCRIBE,
                    SUBMIT,
                    AWAIT,
                    RESULTS,
                    PARKED,
                    DOWNLOAD,
                    DIARIZE,
                    SUMMARIZE,
                    SENTIMENT)
            .with("action", PARKED)
            .with(OptionTable.RECORDED_SUBMISSION, TRANSCRIBE, SUBMIT, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(OptionTable.RESULTS, RESULTS)
            .with(OptionTable.SUBTITLE, TRANSCRIBE, AWAIT, RESULTS, OPENAI_TRANSCRIPTION, DIARIZE, STREAM)
            .with("outputFormat", SUMMARIZE, SENTIMENT, PROFANITY)
            .with("sourceUrl", TRANSCRIBE, SUBMIT, DIARIZE)
            .with("language", TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION, STREAM)
            .with("model", TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION)
            .with("fastInference", TRANSCRIBE, SUBMIT)
            .with("diarizationModel", TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION, DIARIZE)
            .with(List.of("speakers", "minSpeakers", "maxSpeakers"), TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION, DIARIZE)
            .with(List.of("roles", "emotions"), TRANSCRIBE, SUBMIT, OPENAI_TRANSCRIPTION)
            .with(
                    List.of("profanityFilter", "profanityMask", "profanityPositions"),
                    TRANSCRIBE,
                    SUBMIT,
                    OPENAI_TRANSCRIPTION,
                    PROFANITY)
            .with("exportType", DOWNLOAD)
            .with("fileFormat", DOWNLOAD, OPENAI_TRANSCRIPTION)
            .with("releaseJob", TRANSCRIBE, AWAIT, RESULTS, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(List.of("task", "prompt", "thinking"), SUMMARIZE)
            .with("jobOperation", AWAIT, STATUS, DONE)
            .with(
                    List.of(
                            "streamModel",
                            "sampleRate",
                            "codec",
                            "channels",
                            "chunkDuration",
                            "realtime",
                            "reconnectAttempts",
                            "reconnectTimeout",
                            "maxStreamBuffer",
                            "streamAuth",
                            "idleTimeout"),
                    STREAM);

    private PalatineOptions() {}
}
