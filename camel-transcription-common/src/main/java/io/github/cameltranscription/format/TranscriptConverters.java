/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Converter;

import io.github.cameltranscription.transcript.TextReply;
import io.github.cameltranscription.transcript.Transcript;

/** Camel's type converters of replies. A transcript converts to its plain text; JSON converts to a transcript. */
@Converter(generateLoader = true)
public final class TranscriptConverters {

    /**
     * The provider's answer is one string in the JSON, and for a long recording exceeds Jackson's limit of 20 million.
     */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            // Labels of speakers are field names, of any length.
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TranscriptConverters() {}

    /** The reply's text. */
    @Converter
    public static String toString(TextReply reply) {
        return reply.toText();
    }

    /** The reply's text in UTF-8. */
    @Converter
    public static byte[] toBytes(TextReply reply) {
        return reply.toText().getBytes(StandardCharsets.UTF_8);
    }

    /** The reply's text in UTF-8. */
    @Converter
    public static InputStream toInputStream(TextReply reply) {
        return new ByteArrayInputStream(toBytes(reply));
    }

    /** The reply as a JSON tree; the times of a transcript are seconds. */
    @Converter
    public static JsonNode toJsonNode(TextReply reply) {
        return JSON.valueToTree(reply);
    }

    /**
     * The transcript that this JSON describes.
     *
     * @throws IOException if it is not one JSON object
     */
    @Converter
    public static Transcript toTranscript(String json) throws IOException {
        return required(JSON.readValue(json, Transcript.class));
    }

    /**
     * The transcript that this JSON describes, in UTF-8, UTF-16 or UTF-32.
     *
     * @throws IOException if it is not one JSON object
     */
    @Converter
    public static Transcript toTranscript(byte[] json) throws IOException {
        return required(JSON.readValue(json, Transcript.class));
    }

    /**
     * The transcript that this JSON describes, in UTF-8, UTF-16 or UTF-32; the stream is closed.
     *
     * @throws IOException if it is not one JSON object, or cannot be read
     */
    @Converter
    public static Transcript toTranscript(InputStream json) throws IOException {
        return required(JSON.readValue(json, Transcript.class));
    }

    /**
     * The transcript that this JSON tree describes.
     *
     * @throws IOException if it is not an object
     */
    @Converter
    public static Transcript toTranscript(JsonNode json) throws IOException {
        return required(JSON.treeToValue(json, Transcript.class));
    }

    private static Transcript required(Transcript transcript) throws IOException {
        if (transcript == null) {
            throw new IOException("a transcript is a JSON object, this is null");
        }
        return transcript;
    }
}
