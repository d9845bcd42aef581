/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;

import io.github.cameltranscription.transcript.LenientJson;

/** A message of the service (palatine-streaming.ru.txt); unknown fields are ignored. */
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

    /** The type of the message; empty if missing. */
    String type() {
        return type == null ? "" : type;
    }

    /** The newly recognised text; never {@code null}. */
    String chunkText() {
        return chunkText == null ? "" : chunkText.strip();
    }

    /** The text of the utterance, or {@code null}. */
    String fullText() {
        return fullText == null ? null : fullText.strip();
    }

    /** The message of an error; never {@code null}. */
    String message() {
        return message == null ? "the service gave no message" : message;
    }

    /** The code of an error; empty if missing. */
    String code() {
        return code == null ? "" : code;
    }

    /** The processed audio, or {@code null}. */
    Duration totalDuration() {
        return totalDuration;
    }

    /** The config of the service. */
    StreamConfig toConfig() {
        return new StreamConfig(model, language, format, sampleRate, channels, supportedCodecs, supportedSampleRates);
    }
}
