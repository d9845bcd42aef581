/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Finds the words for people in an error answer, whichever of the usual shapes it has. */
final class ErrorMessageReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_EXCERPT = 300;

    private ErrorMessageReader() {}

    /**
     * @param answer  what came
     * @param secrets what the words may not say; they are masked before anything is cut, lest a part remain
     */
    static String read(HttpAnswer answer, SecretMask secrets) {
        String body = secrets.apply(answer.text()).strip();
        if (body.isEmpty()) {
            return "HTTP " + answer.status() + " with an empty body";
        }
        if (body.startsWith("<")) {
            return "HTTP " + answer.status() + " with an HTML page, as from a proxy: " + excerpt(withoutTags(body));
        }
        List<String> texts = new ArrayList<>();
        if (body.startsWith("{") || body.startsWith("[")) {
            try (JsonParser parser = JSON.createParser(body)) {
                collect(parser, texts);
            } catch (IOException broken) {
                return excerpt(body);
            }
        }
        // Once more: in JSON, a secret may have been written with escapes.
        return texts.isEmpty() ? excerpt(body) : excerpt(secrets.apply(String.join("; ", texts)));
    }

    /**
     * Palatine's servers say {@code detail} (a text, or a list of objects with {@code msg}), others these names; AIESA's
     * {@code errors} has texts by the name of the field that is wrong.
     */
    private static void collect(JsonParser parser, List<String> texts) throws IOException {
        String field = null;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME) {
                field = parser.currentName();
            } else if (token == JsonToken.START_OBJECT && "errors".equals(field)) {
                collectByField(parser, texts);
            } else if (token == JsonToken.VALUE_STRING && field != null && isMessage(field)) {
                texts.add(parser.getText());
            }
        }
    }

    private static void collectByField(JsonParser parser, List<String> texts) throws IOException {
        String field = null;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            } else if (token == JsonToken.FIELD_NAME) {
                field = parser.currentName();
            } else if (token == JsonToken.VALUE_STRING) {
                texts.add(field + ": " + parser.getText());
            } else if (token == JsonToken.START_OBJECT) {
                depth++;
            } else if (token == JsonToken.END_OBJECT) {
                depth--;
            }
        }
    }

    private static boolean isMessage(String field) {
        return switch (field) {
            case "detail", "message", "msg", "error", "error_message", "code", "title", "description" -> true;
            default -> false;
        };
    }

    private static String withoutTags(String html) {
        return html.replaceAll("(?is)<(script|style).*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
    }
}
