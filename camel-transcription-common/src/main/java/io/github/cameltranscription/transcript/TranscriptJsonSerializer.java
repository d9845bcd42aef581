/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;

/** Writes a transcript as a stream: the object mapper's reflection would take twice the time. */
final class TranscriptJsonSerializer extends StdSerializer<Transcript> {

    TranscriptJsonSerializer() {
        super(Transcript.class);
    }

    @Override
    public void serialize(Transcript transcript, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject();
        writeText(json, "provider", transcript.provider());
        writeText(json, "jobId", transcript.jobId());
        writeText(json, "language", transcript.language());
        if (transcript.duration() != null) {
            writeSeconds(json, "duration", transcript.duration());
        }
        json.writeStringField("text", transcript.text());
        json.writeArrayFieldStart("segments");
        for (Segment segment : transcript.segments()) {
            writeSegment(json, segment);
        }
        json.writeEndArray();
        writeText(json, "summary", transcript.summary());
        if (transcript.analysis() != null) {
            json.writeObjectFieldStart("analysis");
            writeText(json, "model", transcript.analysis().model());
            writeText(json, "prompt", transcript.analysis().prompt());
            json.writeStringField("text", transcript.analysis().text());
            json.writeEndObject();
        }
        if (!transcript.speakers().isEmpty()) {
            writeSpeakers(json, transcript.speakers());
        }
        writeTexts(json, "warnings", transcript.warnings());
        writeTexts(json, "includedProcessing", transcript.includedProcessing());
        if (!transcript.profanityHits().isEmpty()) {
            writeProfanityHits(json, transcript.profanityHits());
        }
        writeText(json, "raw", transcript.raw());
        json.writeEndObject();
    }

    private static void writeSegment(JsonGenerator json, Segment segment) throws IOException {
        json.writeStartObject();
        writeSeconds(json, "start", segment.start());
        writeSeconds(json, "end", segment.end());
        writeText(json, "speaker", segment.speaker());
        json.writeStringField("text", segment.text());
        writeText(json, "role", segment.role());
        if (segment.emotion() != null) {
            writeEmotion(json, segment.emotion());
        }
        if (segment.profanity() != null) {
            json.writeBooleanField("profanity", segment.profanity());
        }
        if (!segment.words().isEmpty()) {
            json.writeArrayFieldStart("words");
            for (Word word : segment.words()) {
                json.writeStartObject();
                writeSeconds(json, "start", word.start());
                writeSeconds(json, "end", word.end());
                writeText(json, "speaker", word.speaker());
                json.writeStringField("text", word.text());
                writeNumber(json, "confidence", word.confidence());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeEmotion(JsonGenerator json, Emotion emotion) throws IOException {
        json.writeObjectFieldStart("emotion");
        json.writeStringField("label", emotion.label());
        writeNumber(json, "confidence", emotion.confidence());
        writeNumbers(json, "probabilities", emotion.probabilities());
        json.writeEndObject();
    }

    private static void writeSpeakers(JsonGenerator json, Map<String, Speaker> speakers) throws IOException {
        json.writeObjectFieldStart("speakers");
        for (Map.Entry<String, Speaker> entry : speakers.entrySet()) {
            Speaker speaker = entry.getValue();
            json.writeObjectFieldStart(entry.getKey());
            writeText(json, "name", speaker.name());
            writeText(json, "role", speaker.role());
            if (speaker.talkTime() != null) {
                writeSeconds(json, "talkTime", speaker.talkTime());
            }
            writeNumber(json, "turns", speaker.turns());
            writeNumber(json, "profanityCount", speaker.profanityCount());
            writeNumbers(json, "emotions", speaker.emotions());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeProfanityHits(JsonGenerator json, List<ProfanityHit> hits) throws IOException {
        json.writeArrayFieldStart("profanityHits");
        for (ProfanityHit hit : hits) {
            json.writeStartObject();
            writeNumber(json, "segment", hit.segment());
            writeText(json, "speaker", hit.speaker());
            if (hit.start() != null) {
                writeSeconds(json, "start", hit.start());
            }
            if (hit.end() != null) {
                writeSeconds(json, "end", hit.end());
            }
            writeNumber(json, "wordIndex", hit.wordIndex());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart(field);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }

    private static void writeNumbers(JsonGenerator json, String field, Map<String, Double> numbers) throws IOException {
        if (!numbers.isEmpty()) {
            json.writeObjectFieldStart(field);
            for (Map.Entry<String, Double> number : numbers.entrySet()) {
                json.writeNumberField(number.getKey(), number.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void writeNumber(JsonGenerator json, String field, Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(field, value);
        }
    }

    private static void writeNumber(JsonGenerator json, String field, Integer value) throws IOException {
        if (value != null) {
            json.writeNumberField(field, value);
        }
    }

    private static void writeText(JsonGenerator json, String field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static void writeSeconds(JsonGenerator json, String field, Duration time) throws IOException {
        json.writeFieldName(field);
        if (time.getNano() == 0) {
            json.writeNumber(time.getSeconds());
        } else {
            json.writeNumber(BigDecimal.valueOf(time.getSeconds())
                    .add(BigDecimal.valueOf(time.getNano(), 9))
                    .stripTrailingZeros());
        }
    }
}
