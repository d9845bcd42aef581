/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads and writes what goes to and comes from {@code /profanity/filter} (the vendor's profanity_filter.mdx). */
final class PalatineProfanityReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PalatineProfanityReader() {}

    /** The answer, or {@code null} if it has no text. */
    static PalatineProfanity read(String json) throws IOException {
        JsonNode answer = JSON.readTree(json);
        boolean single = answer.path("text").isTextual();
        if (!single && !answer.path("texts").isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (single) {
            texts.add(answer.path("text").asText());
        } else {
            answer.path("texts").forEach(text -> texts.add(text.asText()));
        }
        int count = answer.path("count").asInt();
        List<Integer> counts = new ArrayList<>();
        answer.path("counts").forEach(each -> counts.add(each.asInt()));
        List<List<PalatineProfanity.Hit>> hits = new ArrayList<>();
        if (single && answer.path("hits").isArray()) {
            hits.add(hits(answer.path("hits")));
        } else {
            answer.path("hits").forEach(ofOne -> hits.add(hits(ofOne)));
        }
        return new PalatineProfanity(texts, count, single && counts.isEmpty() ? List.of(count) : counts, hits, json);
    }

    private static List<PalatineProfanity.Hit> hits(JsonNode list) {
        List<PalatineProfanity.Hit> hits = new ArrayList<>();
        list.forEach(hit -> hits.add(new PalatineProfanity.Hit(
                hit.path("start").asInt(), hit.path("end").asInt())));
        return hits;
    }
}
