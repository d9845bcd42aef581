/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.transcript.SimulatedSegment;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;

import static io.github.cameltranscription.simulator.transcript.Timestamps.rounded;

/**
 * The analysis that is asked for in addition to a transcript (call_analytics.mdx of the vendor's public documentation).
 *
 * @param roles names of roles; empty for {@code auto}, null for none
 * @param profanity null for no masking
 */
record CallAnalysis(List<String> roles, boolean emotions, Profanity profanity, boolean positions) {

    static final CallAnalysis NONE = new CallAnalysis(null, false, null, false);

    private static final List<String> EMOTIONS = List.of("neutral", "angry", "positive", "sad");
    private static final double CONFIDENCE = 0.84;

    /** {@code source} gives null for what is absent. */
    static CallAnalysis of(Function<String, String> source, boolean diarized, boolean link) {
        List<String> roles = roles(source.apply("roles"));
        boolean emotions = PalatineParameters.flag(source.apply("emotions"), "emotions", false);
        if (link && (roles != null || emotions)) {
            throw Refusal.invalid("body", roles != null ? "roles" : "emotions", "Not supported for a link");
        }
        String mask = source.apply("profanity_mask");
        Profanity profanity = Profanity.of(
                "body", "profanity_filter", source.apply("profanity_filter"), "profanity_mask", mask, false);
        boolean positions = PalatineParameters.flag(source.apply("profanity_positions"), "profanity_positions", false);
        if (profanity == null && (mask != null || positions)) {
            throw Refusal.invalid("body", "profanity_filter", "Required with profanity_mask and profanity_positions");
        }
        if (!diarized && (roles != null || emotions)) {
            throw Refusal.invalid("query", "diarization_model", "Required with roles and emotions");
        }
        return new CallAnalysis(roles, emotions, profanity, positions);
    }

    private static List<String> roles(String value) {
        if (value == null) {
            return null;
        }
        if (value.equals("auto")) {
            return List.of();
        }
        List<String> names;
        try {
            names = value.startsWith("{")
                    ? List.copyOf(new JsonObject(value).fieldNames())
                    : new JsonArray(value).stream().map(String.class::cast).toList();
        } catch (DecodeException | ClassCastException e) {
            throw Refusal.invalid("body", "roles", "Input should be 'auto', a list or an object");
        }
        boolean valid = !names.isEmpty()
                && names.size() <= 10
                && names.stream().allMatch(name -> !name.isBlank() && name.length() <= 64)
                && names.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .distinct()
                                .count()
                        == names.size();
        if (!valid) {
            throw Refusal.invalid("body", "roles", "1 to 10 different names of up to 64 characters");
        }
        return names;
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** Adds the analysis to the {@code data} of a transcript. */
    void addTo(JsonObject data, SimulatedTranscript transcript, boolean diarized) {
        if (isNone()) {
            return;
        }
        List<String> speakers = transcript.segments().stream()
                .map(SimulatedSegment::speaker)
                .filter(speaker -> speaker != null)
                .distinct()
                .toList();
        JsonArray included = new JsonArray();
        JsonArray warnings = new JsonArray();
        Map<String, String> roleOf = roles == null ? null : roles(speakers, included, warnings);
        if (emotions) {
            included.add("emotions");
        }
        if (profanity != null) {
            included.add("profanity_filter");
        }
        JsonArray segments = data.getJsonArray("segments");
        JsonArray hits = new JsonArray();
        Map<String, Integer> maskedBy = mask(data, segments, diarized, hits);
        for (int i = 0; i < segments.size(); i++) {
            JsonObject segment = segments.getJsonObject(i);
            if (roleOf != null) {
                segment.put("role", roleOf.get(segment.getString("speaker")));
            }
            if (emotions) {
                segment.put("emotion", emotion(EMOTIONS.get(i % EMOTIONS.size())));
            }
        }
        if (roleOf != null) {
            data.put("speaker_roles", roleOf.isEmpty() ? null : new JsonObject(new LinkedHashMap<>(roleOf)));
        }
        if (diarized) {
            data.put("speakers", speakers(transcript, speakers, roleOf, maskedBy));
        }
        data.put("included_processing", included).put("warnings", warnings);
        if (positions) {
            data.put("profanity_hits", hits);
        }
    }

    private Map<String, String> roles(List<String> speakers, JsonArray included, JsonArray warnings) {
        Map<String, String> roleOf = new LinkedHashMap<>();
        if (speakers.size() < 2) {
            warnings.add("speaker_roles_skipped:" + (speakers.isEmpty() ? "no_speakers" : "single_speaker"));
            return roleOf;
        }
        included.add("speaker_roles");
        for (int i = 0; i < speakers.size(); i++) {
            String role = roles.isEmpty() ? "[simulated role " + (i + 1) + "]" : i < roles.size() ? roles.get(i) : null;
            roleOf.put(speakers.get(i), role);
        }
        return roleOf;
    }

    private Map<String, Integer> mask(JsonObject data, JsonArray segments, boolean diarized, JsonArray hits) {
        Map<String, Integer> maskedBy = new LinkedHashMap<>();
        if (profanity == null) {
            return maskedBy;
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            JsonObject segment = segments.getJsonObject(i);
            Profanity.Masked masked = profanity.mask(segment.getString("text"));
            segment.put("text", masked.text());
            texts.add(masked.text().strip());
            if (diarized) {
                segment.put("profanity", !masked.hits().isEmpty());
                maskedBy.merge(segment.getString("speaker"), masked.hits().size(), Integer::sum);
            }
            for (int hit = 0; hit < masked.hits().size(); hit++) {
                hits.add(new JsonObject()
                        .put("segment_id", segment.getValue("id"))
                        .put("speaker", segment.getString("speaker"))
                        .put("start", segment.getValue("start"))
                        .put("end", segment.getValue("end"))
                        .put("word_index", null));
            }
        }
        data.put("text", texts.stream().collect(Collectors.joining(" ")));
        JsonArray words = data.getJsonArray("words");
        for (int i = 0; words != null && i < words.size(); i++) {
            JsonObject word = words.getJsonObject(i);
            word.put("word", profanity.mask(word.getString("word")).text());
        }
        return maskedBy;
    }

    private JsonObject speakers(
            SimulatedTranscript transcript,
            List<String> speakers,
            Map<String, String> roleOf,
            Map<String, Integer> maskedBy) {
        JsonObject all = new JsonObject();
        for (String speaker : speakers) {
            List<SimulatedSegment> turns = transcript.segments().stream()
                    .filter(segment -> speaker.equals(segment.speaker()))
                    .toList();
            JsonObject one = new JsonObject()
                    .put(
                            "talk_time",
                            rounded(turns.stream()
                                    .mapToDouble(turn -> turn.end() - turn.start())
                                    .sum()))
                    .put("turns", turns.size());
            if (roleOf != null) {
                one.put("role", roleOf.get(speaker));
            }
            if (profanity != null) {
                one.put("profanity_count", maskedBy.getOrDefault(speaker, 0));
            }
            all.put(speaker, emotions ? one.put("emotions", emotion("neutral").getJsonObject("probs")) : one);
        }
        return all;
    }

    private static JsonObject emotion(String label) {
        JsonObject probabilities = new JsonObject();
        for (String each : EMOTIONS) {
            probabilities.put(each, each.equals(label) ? CONFIDENCE : rounded((1 - CONFIDENCE) / 3));
        }
        return new JsonObject()
                .put("label", label)
                .put("confidence", CONFIDENCE)
                .put("probs", probabilities);
    }
}
