/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.transcript.SimulatedSegment;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

import static io.github.cameltranscription.simulator.transcript.Timestamps.rounded;

/** What is in the files of a job: always the same for the same job and variant. */
final class AiesaResultFiles {

    private static final int LONGEST_ANALYSIS = 200;

    private final TranscriptWriter transcripts;

    AiesaResultFiles(TranscriptWriter transcripts) {
        this.transcripts = transcripts;
    }

    Buffer content(AiesaJob job, AiesaResult result, AiesaVariant variant) {
        SimulatedTranscript transcript = transcript(job);
        return switch (result) {
            case TEXT -> Buffer.buffer(transcript.text().getBytes(StandardCharsets.UTF_8));
            case JSON -> (variant == AiesaVariant.V2 ? nested(transcript) : flat(job, transcript)).toBuffer();
            case PDF -> Buffer.buffer(report(job, transcript));
        };
    }

    /** Begins like the transcript does. */
    String analysis(AiesaJob job) {
        String text = "[simulated analysis] " + transcript(job).text();
        return text.length() <= LONGEST_ANALYSIS ? text : text.substring(0, LONGEST_ANALYSIS);
    }

    private SimulatedTranscript transcript(AiesaJob job) {
        return transcripts.write(job.fileName(), job.audio(), job.parameters().speakers());
    }

    private static JsonObject flat(AiesaJob job, SimulatedTranscript transcript) {
        JsonArray segments = new JsonArray();
        transcript.segments().forEach(segment -> segments.add(segment(segment)));
        JsonObject document = new JsonObject()
                .put("text", transcript.text())
                .put("language", job.parameters().language())
                .put("duration", rounded(transcript.duration()))
                .put("segments", segments);
        return job.parameters().diarized() ? document.put("recognized_speakers", speakers(transcript)) : document;
    }

    /** The last segment first, whole seconds, the times of the clock beside them; speakers are counted from 1. */
    private static JsonObject nested(SimulatedTranscript transcript) {
        JsonArray segments = new JsonArray();
        int count = transcript.segments().size();
        for (int i = count - 1; i >= 0; i--) {
            SimulatedSegment segment = transcript.segments().get(i);
            long start = Math.round(segment.start());
            long end = Math.round(segment.end());
            JsonObject json = new JsonObject()
                    .put("id", i)
                    .put("start", start)
                    .put("end", end)
                    .put("start_time", clock(start))
                    .put("end_time", clock(end))
                    .put("text", segment.text());
            segments.add(segment.speaker() == null ? json : json.put("speaker", label(segment.speaker())));
        }
        return new JsonObject()
                .put(
                        "transcription",
                        new JsonObject()
                                .put("duration", rounded(transcript.duration()))
                                .put("segments", segments));
    }

    private static String clock(long seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String label(String speaker) {
        return TranscriptWriter.speaker(Integer.parseInt(speaker.substring(speaker.indexOf('_') + 1)) + 1);
    }

    /** {@code recognized_speakers} of a status in v2. */
    JsonArray named(AiesaJob job) {
        JsonArray speakers = new JsonArray();
        transcript(job).segments().stream()
                .map(SimulatedSegment::speaker)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(speaker -> speakers.add(new JsonObject()
                        .put("id", label(speaker))
                        .put("name", "[simulated name " + (speakers.size() + 1) + "]")));
        return speakers;
    }

    private static JsonObject segment(SimulatedSegment segment) {
        JsonArray words = new JsonArray();
        segment.words().forEach(word -> words.add(word.toJson()));
        JsonObject json =
                new JsonObject().put("start", rounded(segment.start())).put("end", rounded(segment.end()));
        if (segment.speaker() != null) {
            json.put("speaker", segment.speaker());
        }
        return json.put("text", segment.text()).put("words", words);
    }

    private static JsonArray speakers(SimulatedTranscript transcript) {
        return new JsonArray(transcript.segments().stream()
                .map(SimulatedSegment::speaker)
                .distinct()
                .toList());
    }

    private static byte[] report(AiesaJob job, SimulatedTranscript transcript) {
        List<String> lines = new ArrayList<>(List.of(
                "Simulated report",
                "Transcription " + job.id(),
                "File " + job.fileName(),
                "Seconds " + job.bill().seconds(),
                ""));
        for (SimulatedSegment segment : transcript.segments()) {
            lines.add(segment.speaker() == null ? segment.text() : segment.speaker() + ": " + segment.text());
        }
        return PdfPage.of(lines);
    }
}
