/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Converter;

import io.github.cameltranscription.transcript.Transcript;

/**
 * Camel's type converters of transcripts. A transcript converts to its plain text; text converts to a transcript as
 * JSON.
 */
@Converter(generateLoader = true)
public final class TranscriptConverters {

    private TranscriptConverters() {}

    /** The text, {@link Transcript#text()}. */
    @Converter
    public static String toString(Transcript transcript) {
        return transcript.text();
    }

    /** The text in UTF-8. */
    @Converter
    public static byte[] toBytes(Transcript transcript) {
        return transcript.text().getBytes(StandardCharsets.UTF_8);
    }

    /** The text in UTF-8. */
    @Converter
    public static InputStream toInputStream(Transcript transcript) {
        return new ByteArrayInputStream(toBytes(transcript));
    }

    /** The transcript as a JSON tree, with times in seconds. */
    @Converter
    public static JsonNode toJsonNode(Transcript transcript) {
        return TranscriptJson.tree(transcript);
    }

    /**
     * The transcript that this JSON describes.
     *
     * @throws IOException if it is not one JSON object
     */
    @Converter
    public static Transcript toTranscript(String json) throws IOException {
        return TranscriptJson.read(TranscriptJson.factory().createParser(json));
    }

    /**
     * The transcript that this JSON describes, in UTF-8, UTF-16 or UTF-32.
     *
     * @throws IOException if it is not one JSON object
     */
    @Converter
    public static Transcript toTranscript(byte[] json) throws IOException {
        return TranscriptJson.read(TranscriptJson.factory().createParser(json));
    }

    /**
     * The transcript that this JSON describes, in UTF-8, UTF-16 or UTF-32; the stream is closed.
     *
     * @throws IOException if it is not one JSON object, or cannot be read
     */
    @Converter
    public static Transcript toTranscript(InputStream json) throws IOException {
        return TranscriptJson.read(TranscriptJson.factory().createParser(json));
    }

    /**
     * The transcript that this JSON tree describes.
     *
     * @throws IOException if it is not an object
     */
    @Converter
    public static Transcript toTranscript(JsonNode json) throws IOException {
        return TranscriptJson.read(json);
    }
}
