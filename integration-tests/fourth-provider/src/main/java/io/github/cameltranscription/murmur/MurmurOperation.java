/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import io.github.cameltranscription.component.TranscriptionOperation;

/** What {@code murmur:} can do. */
public enum MurmurOperation implements TranscriptionOperation {
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
    PARKED;

    static final String SCHEME = "murmur";

    static MurmurOperation of(String name) {
        return TranscriptionOperation.find(SCHEME, name, values());
    }
}
