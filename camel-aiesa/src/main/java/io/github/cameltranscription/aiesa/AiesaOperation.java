/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import io.github.cameltranscription.component.TranscriptionOperation;

/** What {@code aiesa:} can do. */
public enum AiesaOperation implements TranscriptionOperation {
    /** Submits a recording, waits, and replies with the transcript. */
    TRANSCRIBE,
    /** Submits a recording and replies with the job. */
    SUBMIT,
    /** Waits for a job and replies with the transcript. */
    AWAIT,
    /** Asks once how a job stands. */
    STATUS,
    /** Emits jobs that were recorded by {@code submit} when they are finished. */
    RESULTS,
    /** Lists, retries or forgets the recorded jobs that need a person. */
    PARKED,
    /** Replies with a result of a job as a file that AIESA has made. */
    DOWNLOAD,
    /** Asks what a job would cost. */
    CALCULATE,
    /** Asks which models there are for analysis. */
    MODELS;

    static final String SCHEME = "aiesa";

    static AiesaOperation of(String name) {
        return TranscriptionOperation.find(SCHEME, name, values());
    }
}
