/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;

/** Reads the JSON of a transcript with {@link TranscriptReader}. */
final class TranscriptJsonDeserializer extends StdDeserializer<Transcript> {

    TranscriptJsonDeserializer() {
        super(Transcript.class);
    }

    @Override
    public Transcript deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            context.reportWrongTokenException(this, JsonToken.START_OBJECT, "a transcript is a JSON object");
        }
        return TranscriptReader.readObject(parser);
    }
}
