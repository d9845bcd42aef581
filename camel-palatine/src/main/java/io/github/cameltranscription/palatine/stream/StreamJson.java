/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Writes what a stream tells as JSON; times are seconds. */
public final class StreamJson {

    private static final JsonFactory JSON = new JsonFactory();

    private StreamJson() {}

    /**
     * Writes an event.
     *
     * @param event a {@link StreamPartial} or a {@link StreamConfig}
     */
    public static String write(Object event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            if (event instanceof StreamPartial partial) {
                json.writeStringField("chunkText", partial.chunkText());
                json.writeStringField("fullText", partial.fullText());
                json.writeNumberField("start", seconds(partial.start()));
                json.writeNumberField("end", seconds(partial.end()));
            } else {
                write(json, (StreamConfig) event);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, StreamConfig config) throws IOException {
        json.writePOJOField("model", config.model());
        json.writePOJOField("language", config.language());
        json.writePOJOField("codec", config.codec());
        json.writePOJOField("sampleRate", config.sampleRate());
        json.writePOJOField("channels", config.channels());
        writeAll(json, "supportedCodecs", config.supportedCodecs());
        writeAll(json, "supportedSampleRates", config.supportedSampleRates());
    }

    private static void writeAll(JsonGenerator json, String field, List<?> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (Object value : values) {
            json.writePOJO(value);
        }
        json.writeEndArray();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
