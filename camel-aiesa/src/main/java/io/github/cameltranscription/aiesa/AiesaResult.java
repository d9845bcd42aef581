/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.github.cameltranscription.transcript.LenientJson;
import io.github.cameltranscription.transcript.Speaker;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/**
 * AIESA's JSON result, with what the status says about the job. Its shape is not documented: clients in use find an object
 * with one member {@code transcription}, which has {@code duration} and {@code segments} in any order (public); a flat
 * object and a list are read too.
 */
final class AiesaResult {

    private AiesaResult() {}

    /**
     * Reads a JSON result.
     *
     * @param  json        what lies behind the link {@code json}
     * @param  about       what the status says
     * @return             the transcript, or {@code null} if it has none that is known
     * @throws IOException if it is broken, or neither a JSON object nor an array
     */
    static Transcript read(String json, AiesaAnswer about, String jobId) throws IOException {
        try (JsonParser parser = LenientJson.parser(json)) {
            JsonToken first = parser.nextToken();
            if (first == null || !first.isStructStart()) {
                throw new IOException("it is neither an object nor a list");
            }
            Transcript read = TranscriptReader.readValue(parser);
            return read == null ? null : complete(read, about, jobId, json);
        }
    }

    /** A transcript that is only a text. */
    static Transcript ofText(String text, AiesaAnswer about, String jobId) {
        return complete(
                new Transcript(null, null, null, null, text.strip(), null, null, null, null), about, jobId, text);
    }

    private static Transcript complete(Transcript read, AiesaAnswer about, String jobId, String raw) {
        Map<String, Speaker> speakers = new LinkedHashMap<>(read.speakers());
        speakers.putAll(about.speakers());
        return read.inOrderOfTime()
                .withJob(AiesaOperation.SCHEME, jobId)
                .completedWith(about.language(), LenientJson.duration(about.durationSeconds()))
                .withFindings(read.summary(), about.analysis() == null ? read.analysis() : about.analysis())
                .withSpeakers(speakers)
                .withRaw(raw);
    }
}
