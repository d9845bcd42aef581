/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import org.apache.camel.spi.DataTypeTransformer;

/** The data type {@code transcription:json}: a transcript, or its JSON, becomes JSON, the same for every provider. */
@DataTypeTransformer(
        name = "transcription:json",
        description = "Renders a transcript as JSON, the same for every provider")
public final class JsonDataTypeTransformer extends TranscriptTransformer {

    /** For Camel, which creates it by name. */
    public JsonDataTypeTransformer() {
        super(OutputFormat.JSON);
    }
}
