/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;

import io.github.cameltranscription.transcript.LenientJson;

/** A message of the service (palatine-streaming.ru.txt); unknown fields are passed over. */
final class StreamMessage {

    private String type;
    private String chunkText;
    private String fullText;
    private String message;
    private String code;
    private Duration totalDuration;
    private String model;
    private String language;
    private String format;
    private Integer sampleRate;
    private Integer channels;
    private List<String> supportedCodecs;
    private List<Integer> supportedSampleRates;

    private StreamMessage() {}

    /**
     * Reads a message.
     *
     * @throws IOException if it is not a JSON object
     */
    static StreamMessage read(String json) throws IOException {
        StreamMessage message = new StreamMessage();
        LenientJson.readFields(json, message::readField);
        return message;
    }

    private void readField(JsonParser parser, String field) throws IOException {
        switch (field) {
            case "type" -> type = LenientJson.text(parser);
            case "chunk_text" -> chunkText = LenientJson.text(parser);
            case "full_text" -> fullText = LenientJson.text(parser);
            case "message" -> message = LenientJson.text(parser);
            case "code" -> code = LenientJson.text(parser);
            case "total_duration" -> totalDuration = LenientJson.seconds(parser);
            case "model" -> model = LenientJson.text(parser);
            case "language" -> language = LenientJson.text(parser);
            case "format" -> format = LenientJson.text(parser);
            case "sample_rate" -> sampleRate = integer(parser);
            case "channels" -> channels = integer(parser);
            case "supported_codecs" -> supportedCodecs = LenientJson.list(parser, LenientJson::text);
            case "supported_sample_rates" -> supportedSampleRates = LenientJson.list(parser, StreamMessage::integer);
            default -> parser.skipChildren();
        }
    }

    private static Integer integer(JsonParser parser) throws IOException {
        Double number = LenientJson.number(parser);
        return number == null ? null : number.intValue();
    }

    /** What kind of message it is; empty if it does not say. */
    String type() {
        return type == null ? "" : type;
    }

    /** What was recognised last; never {@code null}. */
    String chunkText() {
        return chunkText == null ? "" : chunkText.strip();
    }

    /** Everything recognised on this connection, or {@code null}. */
    String fullText() {
        return fullText == null ? null : fullText.strip();
    }

    /** What went wrong, in words; never {@code null}. */
    String message() {
        return message == null ? "the service does not say what went wrong" : message;
    }

    /** What went wrong, as a code; empty if it does not say. */
    String code() {
        return code == null ? "" : code;
    }

    /** How much audio the service has worked on, or {@code null}. */
    Duration totalDuration() {
        return totalDuration;
    }

    /** What the service expects. */
    StreamConfig toConfig() {
        return new StreamConfig(model, language, format, sampleRate, channels, supportedCodecs, supportedSampleRates);
    }
}
