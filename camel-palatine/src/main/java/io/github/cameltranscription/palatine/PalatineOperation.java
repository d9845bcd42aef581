/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import io.github.cameltranscription.component.TranscriptionOperation;

/** What {@code palatine:} can do. All of it is sent to; nothing of it is consumed from. */
public enum PalatineOperation implements TranscriptionOperation {
    /** Submits a recording, waits, and replies with the transcript. */
    TRANSCRIBE("transcribe"),
    /** Submits a recording and replies with the job. */
    SUBMIT("submit"),
    /** Waits for a job and replies with the transcript. */
    AWAIT("await"),
    /** Asks once how a job stands. */
    STATUS("status"),
    /** Gets the result as a file that Palatine renders. */
    DOWNLOAD("download"),
    /** Tells Palatine that a job may go. */
    DONE("done"),
    /** Transcribes in one synchronous request, compatible with OpenAI's. */
    OPENAI_TRANSCRIPTION("openai-transcription"),
    /** Finds out who speaks when, without text. */
    DIARIZE("diarize");

    static final String SCHEME = "palatine";

    private final String name;

    PalatineOperation(String name) {
        this.name = name;
    }

    static PalatineOperation of(String name) {
        return TranscriptionOperation.find(SCHEME, name, values());
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isProducer() {
        return true;
    }

    @Override
    public boolean isConsumer() {
        return false;
    }
}
