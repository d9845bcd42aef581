/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import org.apache.camel.spi.DataTypeTransformer;

/** The data type {@code transcription:srt}: a transcript, or its JSON, becomes SubRip subtitles. */
@DataTypeTransformer(name = "transcription:srt", description = "Renders a transcript as SubRip subtitles")
public final class SrtDataTypeTransformer extends TranscriptTransformer {

    /** For Camel, which creates it by name. */
    public SrtDataTypeTransformer() {
        super(OutputFormat.SRT);
    }
}
