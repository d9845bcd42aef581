/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.transcript.SimulatedSegment;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;
import io.github.cameltranscription.simulator.transcript.SimulatedWord;

import static io.github.cameltranscription.simulator.transcript.Timestamps.rounded;

/** The JSON that {@code task_status} answers. */
final class PalatineStatusDocument {

    /** Palatine recognises Russian; the call has no language parameter. */
    static final String LANGUAGE = "ru";

    /** As in the documentation's example, with microseconds. */
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final int FRAMES_PER_SECOND = 100;
    private static final double CONFIDENCE = 0.99;

    private PalatineStatusDocument() {}

    static JsonObject of(PalatineTask task, String status, JsonObject data, String error) {
        return new JsonObject()
                .put("id", task.id())
                .put("created_at", CREATED_AT.format(task.createdAt()))
                .put("data", data)
                .put("status", status)
                .put("error", error);
    }

    static JsonObject transcriptData(SimulatedTranscript transcript, PalatineParameters parameters) {
        boolean diarized = parameters.diarizationModel() != null;
        JsonArray segments = new JsonArray();
        for (SimulatedSegment segment : transcript.segments()) {
            segments.add(segment(segments.size() + 1, segment));
        }
        JsonObject data = new JsonObject()
                .put("duration", rounded(transcript.duration()))
                .put("language", LANGUAGE)
                .put("text", transcript.text())
                .put("segments", segments)
                .put("words", diarized ? words(transcript) : null);
        if (diarized) {
            data.put(
                            "models",
                            new JsonObject()
                                    .put("transcription", parameters.model())
                                    .put("diarization", parameters.diarizationModel()))
                    .put("warnings", new JsonArray());
        }
        parameters.analysis().addTo(data, transcript, diarized);
        return data;
    }

    private static JsonObject segment(int id, SimulatedSegment segment) {
        JsonObject json = new JsonObject()
                .put("id", id)
                .put("seek", Math.round(segment.start() * FRAMES_PER_SECOND))
                .put("start", rounded(segment.start()))
                .put("end", rounded(segment.end()))
                .put("text", " " + segment.text())
                .put("tokens", new JsonArray())
                .put("avg_logprob", -0.1)
                .put("no_speech_prob", 0.01)
                .put("words", null);
        return segment.speaker() == null ? json : json.put("speaker", segment.speaker());
    }

    private static JsonArray words(SimulatedTranscript transcript) {
        JsonArray words = new JsonArray();
        for (SimulatedSegment segment : transcript.segments()) {
            for (SimulatedWord word : segment.words()) {
                words.add(word.toJson()
                        .put("speaker", segment.speaker())
                        .put("confidence", CONFIDENCE)
                        .put("speaker_confidence", CONFIDENCE));
            }
        }
        return words;
    }

    /** {@code merged} joins neighbours of the same speaker. */
    static JsonObject diarizationData(SimulatedTranscript transcript, boolean merged) {
        JsonArray segments = new JsonArray();
        JsonObject last = null;
        for (SimulatedSegment segment : transcript.segments()) {
            if (merged && last != null && segment.speaker().equals(last.getString("speaker"))) {
                last.put("end", rounded(segment.end()));
            } else {
                last = new JsonObject()
                        .put("speaker", segment.speaker())
                        .put("start", rounded(segment.start()))
                        .put("end", rounded(segment.end()));
                segments.add(last);
            }
        }
        return new JsonObject().put("segments", segments);
    }
}
