/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.transcript.SimulatedSegment;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;

import static io.github.cameltranscription.simulator.transcript.Timestamps.rounded;

/** The JSON that OpenAI's transcription call answers, by OpenAI's API reference. */
final class OpenAiDocument {

    private OpenAiDocument() {}

    static JsonObject plain(SimulatedTranscript transcript) {
        return new JsonObject().put("text", transcript.text());
    }

    static JsonObject verbose(SimulatedTranscript transcript, String language, boolean withWords) {
        JsonArray segments = new JsonArray();
        JsonArray words = new JsonArray();
        for (SimulatedSegment segment : transcript.segments()) {
            segments.add(timed(segment)
                    .put("id", segments.size())
                    .put("seek", 0)
                    .put("tokens", new JsonArray())
                    .put("temperature", 0.0)
                    .put("avg_logprob", -0.1)
                    .put("compression_ratio", 1.0)
                    .put("no_speech_prob", 0.01));
            segment.words().forEach(word -> words.add(word.toJson()));
        }
        JsonObject document = new JsonObject()
                .put("task", "transcribe")
                .put("language", language)
                .put("duration", rounded(transcript.duration()))
                .put("text", transcript.text())
                .put("segments", segments);
        return withWords ? document.put("words", words) : document;
    }

    static JsonObject diarized(SimulatedTranscript transcript) {
        JsonArray segments = new JsonArray();
        for (SimulatedSegment segment : transcript.segments()) {
            segments.add(timed(segment)
                    .put("type", "transcript.text.segment")
                    .put("id", "seg_" + (segments.size() + 1))
                    .put("speaker", segment.speaker()));
        }
        return new JsonObject()
                .put("task", "transcribe")
                .put("duration", rounded(transcript.duration()))
                .put("text", transcript.text())
                .put("segments", segments);
    }

    private static JsonObject timed(SimulatedSegment segment) {
        return new JsonObject()
                .put("start", rounded(segment.start()))
                .put("end", rounded(segment.end()))
                .put("text", " " + segment.text());
    }
}
