/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;
import java.time.Duration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;

import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/** AIESA's JSON result, whose shape is not documented, with what the status says about the job. */
final class AiesaResult {

    private static final JsonFactory JSON = new JsonFactory();

    private AiesaResult() {}

    /**
     * Reads a JSON result.
     *
     * @param  json        what lies behind the link {@code json}
     * @param  about       what the status says
     * @param  jobId       the job's id
     * @throws IOException if it is neither a JSON object nor an array
     */
    static Transcript read(String json, AiesaAnswer about, String jobId) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            Transcript read = TranscriptReader.readValue(parser);
            if (read == null) {
                throw new IOException("it is neither an object nor a list");
            }
            return complete(read, about, jobId, json);
        }
    }

    /** A transcript that is only a text. */
    static Transcript ofText(String text, AiesaAnswer about, String jobId) {
        return complete(
                new Transcript(null, null, null, null, text.strip(), null, null, null, null), about, jobId, text);
    }

    private static Transcript complete(Transcript read, AiesaAnswer about, String jobId, String raw) {
        String language = read.language() == null ? about.language() : read.language();
        Duration duration = read.duration() == null ? duration(about.durationSeconds()) : read.duration();
        return new Transcript(
                AiesaOperation.SCHEME,
                jobId,
                language,
                duration,
                read.text(),
                read.segments(),
                read.summary(),
                about.analysis() == null ? read.analysis() : about.analysis(),
                raw);
    }

    private static Duration duration(Double seconds) {
        return seconds == null || seconds < 0 ? null : Duration.ofNanos(Math.round(seconds * 1e6) * 1000);
    }
}
