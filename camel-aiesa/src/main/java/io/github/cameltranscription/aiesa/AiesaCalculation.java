/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.RecordingDuration;
import io.github.cameltranscription.http.RequestBody;

/**
 * The request for the price of a job. Its fields are those of a body that is a map or JSON, else those of headers and
 * options. A text that is not JSON is the length, and a recording is measured.
 */
final class AiesaCalculation {

    private static final String DURATION = "duration";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {};

    private final AiesaEndpoint endpoint;

    AiesaCalculation(AiesaEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** The body of a request with this priority and length. */
    static RequestBody of(String priority, String duration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("priority", priority);
        fields.put(DURATION, duration);
        return RequestBody.json(fields);
    }

    /**
     * The request that a message asks for.
     *
     * @throws IllegalArgumentException if the length is not known, or the body cannot be read
     */
    Supplier<CompletionStage<AiesaCost>> ask(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, Object> fields = new LinkedHashMap<>();
        JobInput audio = null;
        if (message.getBody() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        } else if (message.getBody() instanceof String text) {
            readText(text, fields);
        } else if (message.getBody() != null) {
            audio = endpoint.readAudio(exchange);
            readText(beginning(audio), fields);
        }
        fields.putIfAbsent("priority", endpoint.priority(message));
        if (!fields.containsKey(DURATION)) {
            fields.put(DURATION, duration(message, audio));
        }
        fields.putAll(endpoint.ownParameters());
        RequestBody question = RequestBody.json(fields);
        return () -> endpoint.api().calculate(question);
    }

    private String duration(Message message, JobInput audio) {
        AiesaDuration found = AiesaDuration.find(endpoint.durationHeader(message), endpoint.getConfiguration(), audio);
        if (found == null) {
            throw new IllegalArgumentException("the length of "
                    + (audio == null ? "the recording" : audio.toString())
                    + " is not known: give it with the option duration, such as duration=00:05, with the header "
                    + AiesaConstants.DURATION + " (seconds), in the body, or send a WAV or FLAC recording");
        }
        return found.text();
    }

    /** The text is JSON or the length. */
    private static void readText(String text, Map<String, Object> fields) {
        String stripped = text.strip();
        if (stripped.startsWith("{")) {
            try {
                fields.putAll(JSON.readValue(stripped, FIELDS));
            } catch (JsonProcessingException malformed) {
                throw new IllegalArgumentException(
                        "the body is not the JSON of a calculation, such as {\"priority\":\"queue\",\"duration\":\"00:05\"}: "
                                + malformed.getOriginalMessage(),
                        malformed);
            }
        } else if (!stripped.isEmpty()) {
            fields.put(DURATION, stripped);
        }
    }

    /** Bytes, from an HTTP server or a file, may be JSON; other bytes are a recording. */
    private static String beginning(JobInput audio) {
        if (!(audio instanceof AudioUpload upload)) {
            return "";
        }
        try {
            String text = new String(upload.head(RecordingDuration.HEAD_LENGTH), StandardCharsets.UTF_8);
            return text.strip().startsWith("{") ? text : "";
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the body cannot be read: " + unreadable, unreadable);
        }
    }
}
