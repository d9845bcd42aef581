/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Locale;

enum FakeOperation implements TranscriptionOperation {
    TRANSCRIBE,
    SUBMIT,
    AWAIT,
    STATUS,
    PARKED,
    RESULTS,
    WEBHOOK;

    @Override
    public String getName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean isConsumer() {
        return this == RESULTS || this == WEBHOOK;
    }
}
