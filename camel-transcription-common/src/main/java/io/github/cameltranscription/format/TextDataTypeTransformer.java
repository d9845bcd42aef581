/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import org.apache.camel.spi.DataTypeTransformer;

/** The data type {@code transcription:text}: a transcript, or its JSON, becomes plain text. */
@DataTypeTransformer(name = "transcription:text", description = "Renders a transcript as plain text")
public final class TextDataTypeTransformer extends TranscriptTransformer {

    /** For Camel, which creates it by name. */
    public TextDataTypeTransformer() {
        super(OutputFormat.TEXT);
    }
}
