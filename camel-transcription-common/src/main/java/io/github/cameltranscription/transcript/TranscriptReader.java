/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Reads a transcript from JSON as a stream, in any of the shapes that the providers and we ourselves write. It is
 * lenient on purpose: fields that it does not know, nulls and values of another type than documented are passed over,
 * because a paid transcript with an odd field is worth more than an error. Only JSON that is broken fails.
 *
 * <p>Known fields: {@code language}, {@code duration}, {@code text}, {@code summary}, {@code analysis} and the list of
 * segments, which is {@code segments} (Palatine, AIESA, ours), {@code list} or {@code paragraphs} (Shopot, where it may
 * be a text too). Times are seconds, as numbers or as strings.
 */
public final class TranscriptReader {

    private String provider;
    private String jobId;
    private String language;
    private Duration duration;
    private String text;
    private List<Segment> segments = List.of();
    private List<Word> words = List.of();
    private String summary;
    private Analysis analysis;
    private String raw;

    private TranscriptReader() {}

    /**
     * Reads the object at which the parser stands.
     *
     * @param  parser      standing at {@link JsonToken#START_OBJECT}; afterwards at the matching end
     * @return             the transcript; what the object does not have is {@code null} or empty
     * @throws IOException if the JSON is broken
     */
    public static Transcript readObject(JsonParser parser) throws IOException {
        TranscriptReader reader = new TranscriptReader();
        reader.read(parser);
        return reader.toTranscript();
    }

    /**
     * Reads a transcript that is an object, a list of segments, or nothing but its text.
     *
     * @param  parser      standing at the value; afterwards at its end
     * @return             the transcript, or {@code null} if the value is neither of these
     * @throws IOException if the JSON is broken
     */
    public static Transcript readValue(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            return readObject(parser);
        }
        TranscriptReader reader = new TranscriptReader();
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            reader.text = parser.getText();
        } else if (parser.hasToken(JsonToken.START_ARRAY)) {
            reader.segments = readSegments(parser);
        } else {
            return null;
        }
        return reader.toTranscript();
    }

    private void read(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "provider" -> provider = LenientJson.text(parser);
                case "jobId" -> jobId = LenientJson.text(parser);
                case "language" -> language = LenientJson.text(parser);
                case "duration" -> duration = LenientJson.seconds(parser);
                case "text" -> text = LenientJson.text(parser);
                case "segments", "list", "paragraphs" -> readSegmentsOrText(parser);
                case "words" -> words = readWords(parser);
                case "summary" -> summary = LenientJson.text(parser);
                case "analysis" -> analysis = readAnalysis(parser);
                case "raw" -> raw = LenientJson.text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readSegmentsOrText(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            text = text == null ? parser.getText() : text;
        } else {
            segments = readSegments(parser);
        }
    }

    private Transcript toTranscript() {
        String stripped = text == null ? null : text.strip();
        return new Transcript(
                provider,
                jobId,
                language,
                duration,
                stripped,
                WordAssignment.assign(segments, words),
                summary,
                analysis,
                raw);
    }

    private static List<Segment> readSegments(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return List.of();
        }
        List<Segment> read = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.hasToken(JsonToken.START_OBJECT)) {
                read.add(readSegment(parser));
            } else {
                parser.skipChildren();
            }
        }
        return read;
    }

    private static Segment readSegment(JsonParser parser) throws IOException {
        Duration start = null;
        Duration end = null;
        String speaker = null;
        String text = null;
        List<Word> words = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "start" -> start = LenientJson.seconds(parser);
                case "end" -> end = LenientJson.seconds(parser);
                case "speaker" -> speaker = LenientJson.text(parser);
                case "text" -> text = LenientJson.strippedText(parser);
                case "words" -> words = readWords(parser);
                default -> parser.skipChildren();
            }
        }
        return new Segment(start, end, speaker, text, words);
    }

    private static List<Word> readWords(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return List.of();
        }
        List<Word> read = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.hasToken(JsonToken.START_OBJECT)) {
                read.add(readWord(parser));
            } else {
                parser.skipChildren();
            }
        }
        return read;
    }

    private static Word readWord(JsonParser parser) throws IOException {
        Duration start = null;
        Duration end = null;
        String speaker = null;
        String text = null;
        Double confidence = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "start" -> start = LenientJson.seconds(parser);
                case "end" -> end = LenientJson.seconds(parser);
                case "speaker" -> speaker = LenientJson.text(parser);
                case "word", "text" -> text = LenientJson.strippedText(parser);
                case "confidence" -> confidence = LenientJson.number(parser);
                default -> parser.skipChildren();
            }
        }
        return new Word(start, end, speaker, text, confidence);
    }

    /**
     * Reads an analysis.
     *
     * @param  parser      standing at the value; afterwards at its end
     * @return             the analysis, or {@code null} if the value is no object
     * @throws IOException if the JSON is broken
     */
    public static Analysis readAnalysis(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return null;
        }
        String model = null;
        String prompt = null;
        String text = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "model" -> model = LenientJson.text(parser);
                case "prompt" -> prompt = LenientJson.text(parser);
                case "text" -> text = LenientJson.text(parser);
                default -> parser.skipChildren();
            }
        }
        return new Analysis(model, prompt, text);
    }
}
