/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import io.github.cameltranscription.component.TranscriptionOperation;

/** What {@code shopot:} can do. */
public enum ShopotOperation implements TranscriptionOperation {
    /** Submits a recording, waits, and replies with the transcript. */
    TRANSCRIBE("transcribe"),
    /** Submits a recording and replies with the job. */
    SUBMIT("submit"),
    /** Waits for a job and replies with the transcript. */
    AWAIT("await"),
    /** Asks once how a job stands. */
    STATUS("status"),
    /** Receives what Shopot calls back with. */
    WEBHOOK("webhook");

    static final String SCHEME = "shopot";

    private final String name;

    ShopotOperation(String name) {
        this.name = name;
    }

    static ShopotOperation of(String name) {
        return TranscriptionOperation.find(SCHEME, name, values());
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isProducer() {
        return this != WEBHOOK;
    }

    @Override
    public boolean isConsumer() {
        return this == WEBHOOK;
    }
}
