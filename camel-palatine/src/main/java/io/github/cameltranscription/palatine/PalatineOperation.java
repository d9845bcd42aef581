/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import io.github.cameltranscription.component.TranscriptionOperation;

/** What {@code palatine:} can do. */
public enum PalatineOperation implements TranscriptionOperation {
    /** Submits a recording, waits, and replies with the transcript. */
    TRANSCRIBE,
    /** Submits a recording and replies with the job. */
    SUBMIT,
    /** Waits for a job and replies with the transcript. */
    AWAIT,
    /** Requests the status of a job once. */
    STATUS,
    /** Emits jobs that were recorded by {@code submit} when they are finished. */
    RESULTS,
    /** Lists, retries or forgets the recorded jobs that need a person. */
    PARKED,
    /** Gets the result as a file that Palatine renders. */
    DOWNLOAD,
    /** Releases a job at Palatine. */
    DONE,
    /** Transcribes in one synchronous request, compatible with OpenAI's. */
    OPENAI_TRANSCRIPTION,
    /** Finds the speakers and their times, without text. */
    DIARIZE,
    /** Summarises a recording or a text. */
    SUMMARIZE,
    /** Finds the mood of a recording. */
    SENTIMENT,
    /** Masks the profanity of a text. */
    PROFANITY,
    /** Requests the balance of the account. */
    BALANCE,
    /** Recognises audio while it is spoken. */
    STREAM;

    static final String SCHEME = "palatine";

    @Override
    public boolean isConsumer() {
        return this == STREAM || TranscriptionOperation.super.isConsumer();
    }

    @Override
    public boolean isProducer() {
        return this == STREAM || TranscriptionOperation.super.isProducer();
    }

    static PalatineOperation of(String name) {
        return TranscriptionOperation.find(SCHEME, name, values());
    }
}
