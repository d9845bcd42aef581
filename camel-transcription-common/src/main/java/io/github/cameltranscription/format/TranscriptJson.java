/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.io.IOException;
import java.io.StringWriter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/** Reads and writes the JSON of transcripts. */
final class TranscriptJson {

    /**
     * The provider's answer is one string in the JSON, and for a long recording exceeds Jackson's limit of 20 million.
     */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    // Labels of speakers are field names, of any length.
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

    private TranscriptJson() {}

    /** The factory of the parsers for {@link #read}. */
    static JsonFactory factory() {
        return FACTORY;
    }

    /** Reads the single object, and closes the parser. */
    static Transcript read(JsonParser openParser) throws IOException {
        try (JsonParser parser = openParser) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "A transcript is a JSON object, this is " + found(parser));
            }
            Transcript transcript = TranscriptReader.readObject(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "After the transcript's JSON object there is " + found(parser));
            }
            return transcript;
        }
    }

    static Transcript read(JsonNode json) throws IOException {
        return read(MAPPER.treeAsTokens(json));
    }

    static String write(Transcript transcript) {
        StringWriter json = new StringWriter(transcript.text().length() + 256);
        try {
            MAPPER.writeValue(json, transcript);
        } catch (IOException impossible) {
            throw new IllegalStateException("A transcript holds nothing that JSON cannot", impossible);
        }
        return json.toString();
    }

    static JsonNode tree(Transcript transcript) {
        return MAPPER.valueToTree(transcript);
    }

    private static String found(JsonParser parser) {
        return parser.currentToken() == null ? "nothing" : parser.currentToken().name();
    }
}
