/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.io.InputStream;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

import io.github.cameltranscription.transcript.Transcript;

/** Renders a message whose body is a transcript, or its JSON in any form that Camel can read as a stream. */
abstract class TranscriptTransformer extends Transformer {

    private final OutputFormat format;

    TranscriptTransformer(OutputFormat format) {
        this.format = format;
    }

    @Override
    public void transform(Message message, DataType from, DataType to) throws Exception {
        message.setBody(TranscriptRenderer.render(transcript(message), format));
        message.setHeader(Exchange.CONTENT_TYPE, format.getContentType());
    }

    private static Transcript transcript(Message message) throws Exception {
        Transcript transcript = message.getBody(Transcript.class);
        if (transcript != null) {
            return transcript;
        }
        return TranscriptConverters.toTranscript(message.getMandatoryBody(InputStream.class));
    }

    /** The data type {@code transcription:text}. */
    @DataTypeTransformer(name = "transcription:text", description = "Renders a transcript as plain text")
    public static final class Text extends TranscriptTransformer {

        /** For Camel, which creates it by name. */
        public Text() {
            super(OutputFormat.TEXT);
        }
    }

    /** The data type {@code transcription:json}. */
    @DataTypeTransformer(
            name = "transcription:json",
            description = "Renders a transcript as JSON, the same for every provider")
    public static final class Json extends TranscriptTransformer {

        /** For Camel, which creates it by name. */
        public Json() {
            super(OutputFormat.JSON);
        }
    }

    /** The data type {@code transcription:srt}. */
    @DataTypeTransformer(name = "transcription:srt", description = "Renders a transcript as SubRip subtitles")
    public static final class Srt extends TranscriptTransformer {

        /** For Camel, which creates it by name. */
        public Srt() {
            super(OutputFormat.SRT);
        }
    }

    /** The data type {@code transcription:vtt}. */
    @DataTypeTransformer(name = "transcription:vtt", description = "Renders a transcript as WebVTT subtitles")
    public static final class Vtt extends TranscriptTransformer {

        /** For Camel, which creates it by name. */
        public Vtt() {
            super(OutputFormat.VTT);
        }
    }

    /** The data type {@code transcription:csv}. */
    @DataTypeTransformer(name = "transcription:csv", description = "Renders a transcript as CSV, one row a segment")
    public static final class Csv extends TranscriptTransformer {

        /** For Camel, which creates it by name. */
        public Csv() {
            super(OutputFormat.CSV);
        }
    }
}
