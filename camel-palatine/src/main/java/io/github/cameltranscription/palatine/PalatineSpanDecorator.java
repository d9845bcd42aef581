/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import io.github.cameltranscription.component.TranscriptionSpanDecorator;

/** The spans of {@code palatine:}; camel-telemetry finds it by itself. */
public final class PalatineSpanDecorator extends TranscriptionSpanDecorator {

    /** Is made by camel-telemetry. */
    public PalatineSpanDecorator() {
        super(PalatineOperation.SCHEME, PalatineComponent.class);
    }
}
