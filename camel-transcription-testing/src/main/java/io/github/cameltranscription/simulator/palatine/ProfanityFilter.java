/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.List;
import java.util.Set;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code /profanity/filter}: free, strict about fields (profanity_filter.mdx of the vendor's public documentation). */
final class ProfanityFilter {

    private static final Set<String> FIELDS = Set.of("text", "texts", "level", "mask", "positions");
    private static final int MOST_TEXTS = 100;
    private static final int MOST_CHARACTERS = 100_000;

    private ProfanityFilter() {}

    static Answer answer(ProviderExchange<PalatineCall> exchange) {
        JsonObject body = exchange.json(Refusal.invalid("body", "text", "JSON decode error"));
        for (String field : body.fieldNames()) {
            if (!FIELDS.contains(field)) {
                throw Refusal.invalid("body", field, "Extra inputs are not permitted");
            }
        }
        boolean single = body.containsKey("text");
        if (single == body.containsKey("texts")) {
            throw Refusal.invalid("body", "text", "Either text or texts is required");
        }
        Profanity profanity =
                Profanity.of("body", "level", body.getString("level"), "mask", body.getString("mask"), true);
        List<Profanity.Masked> masked =
                texts(body, single).stream().map(profanity::mask).toList();
        return Answer.json(document(masked, single, body.getBoolean("positions", false)));
    }

    private static List<String> texts(JsonObject body, boolean single) {
        List<String> texts = single
                ? List.of(body.getString("text"))
                : body.getJsonArray("texts").stream().map(String.class::cast).toList();
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw Refusal.invalid("body", "texts", "1 to " + MOST_TEXTS + " texts");
        }
        if (texts.stream()
                        .mapToInt(text -> text.codePointCount(0, text.length()))
                        .sum()
                > MOST_CHARACTERS) {
            throw Refusal.of(413, "At most " + MOST_CHARACTERS + " characters");
        }
        return texts;
    }

    private static JsonObject document(List<Profanity.Masked> masked, boolean single, boolean positions) {
        JsonArray texts = new JsonArray();
        JsonArray counts = new JsonArray();
        JsonArray hits = new JsonArray();
        int count = 0;
        for (Profanity.Masked each : masked) {
            texts.add(each.text());
            counts.add(each.hits().size());
            count += each.hits().size();
            JsonArray ofOne = new JsonArray();
            each.hits()
                    .forEach(hit ->
                            ofOne.add(new JsonObject().put("start", hit[0]).put("end", hit[1])));
            hits.add(ofOne);
        }
        JsonObject document = new JsonObject();
        if (single) {
            document.put("text", texts.getString(0));
        } else {
            document.put("texts", texts).put("counts", counts);
        }
        document.put("count", count);
        return positions ? document.put("hits", single ? hits.getJsonArray(0) : hits) : document;
    }
}
