/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import io.github.cameltranscription.component.TranscriptionSpanDecorator;

/** The spans of {@code shopot:}; camel-telemetry finds it by itself. */
public final class ShopotSpanDecorator extends TranscriptionSpanDecorator {

    /** Is made by camel-telemetry. */
    public ShopotSpanDecorator() {
        super(ShopotOperation.SCHEME, ShopotComponent.class);
    }
}
