/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import io.github.cameltranscription.component.TranscriptionSpanDecorator;

/** The spans of {@code aiesa:}; camel-telemetry finds it by itself. */
public final class AiesaSpanDecorator extends TranscriptionSpanDecorator {

    /** Is made by camel-telemetry. */
    public AiesaSpanDecorator() {
        super(AiesaOperation.SCHEME, AiesaComponent.class);
    }
}
