/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Message;

import io.github.cameltranscription.component.OptionRules;
import io.github.cameltranscription.http.RequestBody;
import io.github.cameltranscription.transcript.Transcript;

/** The question and the answer of {@code profanity}, which is free (the vendor's profanity_filter.mdx). */
final class PalatineProfanityFilter {

    /** Palatine refuses more with 422, more characters with 413. */
    private static final int MOST_TEXTS = 100;

    private static final int MOST_CHARACTERS = 100_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PalatineProfanityFilter() {}

    /**
     * The question that a message asks. The answer to a list is a list, also if it has a single text.
     *
     * @throws IllegalArgumentException if the body is neither a text nor a list of texts, or too large
     */
    static RequestBody question(Message message, PalatineConfiguration options) {
        Object body = message.getBody();
        boolean list = body instanceof Iterable<?> && !(body instanceof CharSequence) || body instanceof Object[];
        List<String> texts = list ? texts(body) : List.of(text(message));
        check(texts);
        Map<String, Object> question = new LinkedHashMap<>();
        question.put(list ? "texts" : "text", list ? texts : texts.get(0));
        String level = OptionRules.lowerCase(options.getProfanityFilter());
        if (level != null) {
            question.put("level", level.equals("true") ? "hard" : level);
        }
        if (options.getProfanityMask() != null) {
            question.put("mask", OptionRules.lowerCase(options.getProfanityMask()));
        }
        if (options.isProfanityPositions()) {
            question.put("positions", true);
        }
        return RequestBody.json(question);
    }

    private static String text(Message message) {
        if (message.getBody() instanceof Transcript transcript) {
            return transcript.text();
        }
        String text = message.getBody(String.class);
        if (text == null) {
            throw new IllegalArgumentException("the body is empty: profanity takes a text, or a list of texts");
        }
        return text;
    }

    private static List<String> texts(Object body) {
        List<String> texts = new ArrayList<>();
        for (Object element : body instanceof Object[] array ? Arrays.asList(array) : (Iterable<?>) body) {
            if (element instanceof Transcript transcript) {
                texts.add(transcript.text());
            } else if (element instanceof CharSequence text) {
                texts.add(text.toString());
            } else {
                throw new IllegalArgumentException("the body is a list with "
                        + (element == null ? "null" : element.getClass().getName())
                        + " in it: profanity takes a text, or a list of texts");
            }
        }
        return texts;
    }

    private static void check(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw new IllegalArgumentException("the body has " + texts.size() + " texts: profanity takes 1 to "
                    + MOST_TEXTS + " at a time, so split the list");
        }
        long characters = texts.stream()
                .mapToLong(text -> text.codePointCount(0, text.length()))
                .sum();
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException("the body has " + characters + " characters: profanity takes "
                    + MOST_CHARACTERS + " at a time, so split the text");
        }
    }

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
