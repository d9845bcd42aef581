/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads summaries, sentiments and balances. The vendor's documentation shows no answer, so whatever of the usual names
 * and shapes is there is taken; all guesses are these constants.
 */
final class PalatineAnalysisReader {

    /** Where a task's result may be. */
    static final List<String> RESULT_FIELDS = List.of("data", "result", "output", "response");

    private static final List<String> TEXT_FIELDS = List.of("summary", "text", "result", "data", "content");
    private static final List<String> LABEL_FIELDS = List.of("label", "sentiment", "class", "name");
    private static final List<String> SCORE_FIELDS = List.of("score", "probability", "confidence", "value");
    private static final List<String> CLASSES_FIELDS = List.of(
            "sentiments", "classes", "scores", "probabilities", "labels", "predictions", "sentiment", "result", "data");
    private static final List<String> SEGMENTS_FIELDS = List.of("segments");
    private static final List<String> AMOUNT_FIELDS = List.of("balance", "amount", "data", "result");
    private static final List<String> CURRENCY_FIELDS = List.of("currency");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PalatineAnalysisReader() {}

    /**
     * The summary in a status that says the task is done.
     *
     * @throws IOException if there is none
     */
    static PalatineSummary summary(String jobId, String json) throws IOException {
        return new PalatineSummary(jobId, text(result(json)), json);
    }

    private static String text(JsonNode node) {
        if (node.isValueNode()) {
            return node.asText();
        }
        JsonNode inner = first(node, TEXT_FIELDS);
        return inner == null ? node.toPrettyString() : text(inner);
    }

    /**
     * The sentiment in a status that says the task is done.
     *
     * @throws IOException if there is none
     */
    static PalatineSentiment sentiment(String jobId, String json) throws IOException {
        JsonNode result = result(json);
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
        while (node != null && node.isObject()) {
            currency = currency == null ? textOf(node, CURRENCY_FIELDS) : currency;
            node = first(node, AMOUNT_FIELDS);
        }
        Double amount = number(node);
        return amount == null ? null : new PalatineBalance(amount, currency, json);
    }

    private static JsonNode result(String json) throws IOException {
        JsonNode result = first(JSON.readTree(json), RESULT_FIELDS);
        if (result == null) {
            throw new IOException("there is no result in the answer");
        }
        return result;
    }

    /** The first of these fields that has a value, or {@code null}. */
    private static JsonNode first(JsonNode node, List<String> fields) {
        for (String field : fields) {
            JsonNode value = node.get(field);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    private static String textOf(JsonNode node, List<String> fields) {
        for (String field : fields) {
            JsonNode value = node.get(field);
            if (value != null && value.isTextual()) {
                return value.asText();
            }
        }
        return null;
    }

    private static Double numberOf(JsonNode node, List<String> fields) {
        for (String field : fields) {
            Double number = number(node.get(field));
            if (number != null) {
                return number;
            }
        }
        return null;
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
