/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import io.github.cameltranscription.component.TranscriptionSpanDecorator;

/** The spans of {@code murmur:}; camel-telemetry finds it by itself. */
public final class MurmurSpanDecorator extends TranscriptionSpanDecorator {

    /** Is made by camel-telemetry. */
    public MurmurSpanDecorator() {
        super(MurmurOperation.SCHEME, MurmurComponent.class);
    }
}
