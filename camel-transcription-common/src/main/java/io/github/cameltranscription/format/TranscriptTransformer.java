/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.io.InputStream;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
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
}
