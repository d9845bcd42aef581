/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import org.apache.camel.spi.DataTypeTransformer;

/** The data type {@code transcription:vtt}: a transcript, or its JSON, becomes WebVTT subtitles. */
@DataTypeTransformer(name = "transcription:vtt", description = "Renders a transcript as WebVTT subtitles")
public final class VttDataTypeTransformer extends TranscriptTransformer {

    /** For Camel, which creates it by name. */
    public VttDataTypeTransformer() {
        super(OutputFormat.VTT);
    }
}
