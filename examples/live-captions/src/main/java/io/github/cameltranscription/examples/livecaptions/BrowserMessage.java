/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A message of the page. Each has a number, from 0 on. */
sealed interface BrowserMessage {

    /** Its place among the messages of its browser. */
    long number();

    /**
     * The first one.
     *
     * @param sampleRate samples a second of the audio that follows
     */
    record Start(long number, int sampleRate) implements BrowserMessage {}

    /**
     * Some audio.
     *
     * @param samples signed 16 bits, little-endian, one channel
     */
    record Audio(long number, byte[] samples) implements BrowserMessage {}

    /** The last one: the user has pressed stop. */
    record Stop(long number) implements BrowserMessage {}

    /**
     * Reads a message.
     *
     * @param  body text: {@code {"type":"start","number":0,"sampleRate":48000}} or {@code {"type":"stop","number":9}}; or
     *              bytes: the number as four bytes, little-endian, then the samples
     * @throws IllegalArgumentException if it is neither
     */
    static BrowserMessage read(Object body, ObjectMapper json) {
        if (body instanceof byte[] bytes) {
            return readAudio(bytes);
        }
        if (body instanceof String text) {
            return readText(text, json);
        }
        throw new IllegalArgumentException("neither text nor bytes");
    }

    private static BrowserMessage readAudio(byte[] bytes) {
        int header = Integer.BYTES;
        if (bytes.length <= header || bytes.length % Short.BYTES != 0) {
            throw new IllegalArgumentException("not a number and samples: " + bytes.length + " bytes");
        }
        long number = Integer.toUnsignedLong(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
        return new Audio(number, Arrays.copyOfRange(bytes, header, bytes.length));
    }

    private static BrowserMessage readText(String text, ObjectMapper json) {
        JsonNode message;
        try {
            message = json.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        long number = message.path("number").asLong(-1);
        return switch (message.path("type").asText()) {
            case "start" -> new Start(number, message.path("sampleRate").asInt());
            case "stop" -> new Stop(number);
            default -> throw new IllegalArgumentException("neither start nor stop");
        };
    }
}
