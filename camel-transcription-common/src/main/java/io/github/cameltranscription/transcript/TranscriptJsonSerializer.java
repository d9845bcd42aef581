/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;

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
        writeText(json, "raw", transcript.raw());
        json.writeEndObject();
    }

    private static void writeSegment(JsonGenerator json, Segment segment) throws IOException {
        json.writeStartObject();
        writeSeconds(json, "start", segment.start());
        writeSeconds(json, "end", segment.end());
        writeText(json, "speaker", segment.speaker());
        json.writeStringField("text", segment.text());
        if (!segment.words().isEmpty()) {
            json.writeArrayFieldStart("words");
            for (Word word : segment.words()) {
                json.writeStartObject();
                writeSeconds(json, "start", word.start());
                writeSeconds(json, "end", word.end());
                writeText(json, "speaker", word.speaker());
                json.writeStringField("text", word.text());
                if (word.confidence() != null) {
                    json.writeNumberField("confidence", word.confidence());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
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
