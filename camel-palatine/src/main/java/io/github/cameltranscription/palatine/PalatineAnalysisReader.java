/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads summaries, sentiments and balances in the shapes of the vendor's public documentation (documentation/quick_start,
 * summarization.mdx and sentiment_analyze.mdx) and under other usual names. The documentation does not show the answer
 * about a balance. All guesses are these constants.
 */
final class PalatineAnalysisReader {

    /** The fields that a task's result may be in. */
    static final List<String> RESULT_FIELDS = List.of("data", "result", "output", "response");

    private static final List<String> TEXT_FIELDS = List.of("summary", "text", "result", "data", "content");
    private static final List<String> LABEL_FIELDS = List.of("label", "sentiment", "class", "name");
    private static final List<String> SCORE_FIELDS = List.of("score", "probability", "confidence", "value");
    private static final List<String> CLASSES_FIELDS = List.of(
            "sentiments", "classes", "scores", "probabilities", "labels", "predictions", "sentiment", "result", "data");
    private static final List<String> SEGMENTS_FIELDS = List.of("segments");
    private static final List<String> TOTAL_FIELDS =
            List.of("total", "total_balance", "balance", "amount", "data", "result");
    private static final String REAL = "real";
    private static final String BONUS = "bonus";
    private static final List<String> CURRENCY_FIELDS = List.of("currency");
    private static final List<String> MEETING_FIELDS = List.of(
            "meeting_title",
            "meeting_goals",
            "established_facts",
            "existing_problems",
            "decisions_made",
            "tasks_to_execute",
            "open_questions",
            "qa_items");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PalatineAnalysisReader() {}

    /**
     * The summary in a status that says the task is done, or {@code null} if there is none.
     *
     * @param json   the unchanged status
     */
    static PalatineSummary summary(String jobId, JsonNode answer, String json) {
        JsonNode result = first(answer, RESULT_FIELDS);
        if (result == null) {
            return null;
        }
        PalatineMeetingSummary meeting = meeting(result);
        return meeting == null
                ? new PalatineSummary(jobId, text(result), json)
                : new PalatineSummary(jobId, meeting.toText(), meeting, json);
    }

    /** The minutes of a meeting, which may be one level deeper; {@code null} if it is another result. */
    private static PalatineMeetingSummary meeting(JsonNode result) {
        for (JsonNode node = result; node != null && node.isObject(); node = first(node, RESULT_FIELDS)) {
            if (MEETING_FIELDS.stream().anyMatch(node::has)) {
                return new PalatineMeetingSummary(
                        textOf(node, List.of("meeting_title")),
                        contents(node.get("meeting_goals")),
                        contents(node.get("established_facts")),
                        contents(node.get("existing_problems")),
                        contents(node.get("decisions_made")),
                        contents(node.get("tasks_to_execute")),
                        contents(node.get("open_questions")),
                        questions(node.get("qa_items")));
            }
        }
        return null;
    }

    /** A list of objects with {@code content}, or of texts; any other element is kept as its JSON. */
    private static List<String> contents(JsonNode list) {
        List<String> contents = new ArrayList<>();
        if (list != null && !list.isNull()) {
            for (JsonNode item : list.isArray() ? list : JSON.createArrayNode().add(list)) {
                String content = item.isTextual() ? item.asText() : textOf(item, List.of("content", "text"));
                contents.add(content == null ? item.toString() : content.strip());
            }
        }
        return contents;
    }

    private static List<PalatineMeetingSummary.Question> questions(JsonNode list) {
        List<PalatineMeetingSummary.Question> questions = new ArrayList<>();
        if (list != null && list.isArray()) {
            for (JsonNode item : list) {
                String question = item.isTextual() ? item.asText() : textOf(item, List.of("question", "content"));
                String answer = textOf(item, List.of("answer"));
                questions.add(new PalatineMeetingSummary.Question(
                        question == null ? item.toString() : question.strip(), answer == null ? "" : answer.strip()));
            }
        }
        return questions;
    }

    private static String text(JsonNode node) {
        if (node.isValueNode()) {
            return node.asText();
        }
        JsonNode inner = first(node, TEXT_FIELDS);
        return inner == null ? node.toPrettyString() : text(inner);
    }

    /**
     * The sentiment in a status that says the task is done, or {@code null} if there is none.
     *
     * @param json   the unchanged status
     */
    static PalatineSentiment sentiment(String jobId, JsonNode answer, String json) {
        JsonNode result = first(answer, RESULT_FIELDS);
        if (result == null) {
            return null;
        }
        List<PalatineSentimentClass> classes = new ArrayList<>();
        collectClasses(result, classes);
        // Documented as ranked already.
        classes.sort(
                Comparator.comparing(PalatineSentimentClass::score, Comparator.nullsLast(Comparator.reverseOrder())));
        PalatineSentimentClass most = mostLikely(result, classes);
        return new PalatineSentiment(jobId, most.label(), most.score(), classes, segments(result), json);
    }

    private static PalatineSentimentClass mostLikely(JsonNode result, List<PalatineSentimentClass> classes) {
        PalatineSentimentClass named = named(result);
        if (named == null) {
            return classes.isEmpty() ? new PalatineSentimentClass(null, null) : classes.get(0);
        }
        return classes.stream()
                .filter(other -> named.score() == null && named.label().equals(other.label()))
                .findFirst()
                .orElse(named);
    }

    /** A list of classes, an object with a number for each, or a single class. */
    private static void collectClasses(JsonNode node, List<PalatineSentimentClass> classes) {
        if (node.isArray()) {
            node.forEach(element -> addClass(element, classes));
            return;
        }
        for (String field : CLASSES_FIELDS) {
            JsonNode inner = node.get(field);
            if (inner != null && inner.isContainerNode()) {
                collectClasses(inner, classes);
                return;
            }
        }
        if (named(node) != null) {
            addClass(node, classes);
        } else if (node.isObject()) {
            node.properties().stream()
                    .filter(field -> field.getValue().isNumber())
                    .map(field -> new PalatineSentimentClass(
                            field.getKey(), field.getValue().asDouble()))
                    .forEach(classes::add);
        }
    }

    private static void addClass(JsonNode node, List<PalatineSentimentClass> classes) {
        PalatineSentimentClass named = named(node);
        if (named != null) {
            classes.add(named);
        }
    }

    private static PalatineSentimentClass named(JsonNode node) {
        String label = node.isTextual() ? node.asText() : textOf(node, LABEL_FIELDS);
        return label == null ? null : new PalatineSentimentClass(label, numberOf(node, SCORE_FIELDS));
    }

    private static List<PalatineSentimentSegment> segments(JsonNode result) {
        List<PalatineSentimentSegment> segments = new ArrayList<>();
        JsonNode list = first(result, SEGMENTS_FIELDS);
        if (list != null && list.isArray()) {
            for (JsonNode segment : list) {
                segments.add(new PalatineSentimentSegment(
                        number(segment.get("start")),
                        number(segment.get("end")),
                        textOf(segment, List.of("speaker")),
                        textOf(segment, List.of("text")),
                        textOf(segment, LABEL_FIELDS),
                        numberOf(segment, SCORE_FIELDS)));
            }
        }
        return segments;
    }

    /**
     * The balance in an answer, or {@code null} if it gives none.
     *
     * @throws IOException if it is not JSON
     */
    static PalatineBalance balance(String json) throws IOException {
        JsonNode node = JSON.readTree(json);
        String currency = null;
        Double real = null;
        Double bonus = null;
        while (node != null && node.isObject()) {
            currency = currency == null ? textOf(node, CURRENCY_FIELDS) : currency;
            real = real == null ? numberNamed(node, REAL) : real;
            bonus = bonus == null ? numberNamed(node, BONUS) : bonus;
            node = first(node, TOTAL_FIELDS);
        }
        Double total = number(node);
        if (total == null && (real != null || bonus != null)) {
            total = (real == null ? 0 : real) + (bonus == null ? 0 : bonus);
        }
        return total == null ? null : new PalatineBalance(total, real, bonus, currency, json);
    }

    /** The first of these fields that has a value, or {@code null}. */
    private static JsonNode first(JsonNode node, List<String> fields) {
        return first(node, fields, value -> value.isNull() ? null : value);
    }

    private static String textOf(JsonNode node, List<String> fields) {
        return first(node, fields, value -> value.isTextual() ? value.asText() : null);
    }

    private static Double numberOf(JsonNode node, List<String> fields) {
        return first(node, fields, PalatineAnalysisReader::number);
    }

    private static <T> T first(JsonNode node, List<String> fields, Function<JsonNode, T> reader) {
        return fields.stream()
                .map(node::get)
                .filter(Objects::nonNull)
                .map(reader)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The first number whose name contains this word, such as {@code real_balance}. */
    private static Double numberNamed(JsonNode node, String word) {
        return node.properties().stream()
                .filter(field -> field.getKey().toLowerCase(Locale.ROOT).contains(word))
                .map(field -> number(field.getValue()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Double number(JsonNode node) {
        if (node == null || node.isNumber()) {
            return node == null ? null : node.asDouble();
        }
        try {
            return node.isTextual() ? Double.valueOf(node.asText().strip()) : null;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }
}
