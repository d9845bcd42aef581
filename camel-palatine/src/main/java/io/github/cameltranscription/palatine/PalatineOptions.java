/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import io.github.cameltranscription.component.OptionTable;

import static io.github.cameltranscription.palatine.PalatineOperation.AWAIT;
import static io.github.cameltranscription.palatine.PalatineOperation.DIARIZE;
import static io.github.cameltranscription.palatine.PalatineOperation.DONE;
import static io.github.cameltranscription.palatine.PalatineOperation.DOWNLOAD;
import static io.github.cameltranscription.palatine.PalatineOperation.OPENAI_TRANSCRIPTION;
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

    static final OptionTable TABLE = OptionTable.ofJobs(PalatineOperation.values())
            .with("apiKey", PalatineOperation.values())
            .with(OptionTable.CONNECTION, PalatineOperation.values())
            .withAllBut(List.of(STREAM), OptionTable.REQUEST)
            .with("maxInFlight", DOWNLOAD, OPENAI_TRANSCRIPTION, DIARIZE, SUMMARIZE, SENTIMENT, STREAM)
            .with(OptionTable.UPLOAD, OPENAI_TRANSCRIPTION, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(OptionTable.PARAMETERS, STREAM)
            .with(OptionTable.POLLING, DOWNLOAD, DIARIZE, SUMMARIZE, SENTIMENT)
            .with("jobTimeout", OPENAI_TRANSCRIPTION)
            .with("maxTranscriptSize", STATUS, DOWNLOAD, OPENAI_TRANSCRIPTION, DIARIZE, SUMMARIZE, SENTIMENT)
            .with("maxDownloadSize", DOWNLOAD)
            .with(OptionTable.RECORD, DOWNLOAD, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(OptionTable.RECORDED_SUBMISSION, DIARIZE, SUMMARIZE, SENTIMENT)
            .with(OptionTable.SUBTITLE, OPENAI_TRANSCRIPTION, DIARIZE, STREAM)
            .with("outputFormat", SUMMARIZE, SENTIMENT, PROFANITY)
            .with("sourceUrl", DIARIZE)
            .with("language", OPENAI_TRANSCRIPTION, STREAM)
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
