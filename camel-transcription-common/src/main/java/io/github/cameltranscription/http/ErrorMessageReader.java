/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;

/** Finds the readable message in an error answer of any of the usual shapes. */
final class ErrorMessageReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_EXCERPT = 300;

    /** Only this much of an HTML page is read; a provider's own error is far shorter. */
    private static final int LONGEST_BODY = 64 * 1024;

    private static final int LONGEST_SECRET = 4 * 1024;

    /** Never backtracks, because the page may be built to be slow to parse: a tag without an end is one to the end. */
    private static final Pattern TAGS =
            Pattern.compile("(?is)<(script|style).*?(?:</\\1[^>]*(?:>|\\z)|\\z)|<[^>]*(?:>|\\z)");

    private static final Pattern BLANKS = Pattern.compile("\\p{javaWhitespace}+");

    private ErrorMessageReader() {}

    /**
     * @param answer the answer
     * @param secrets masked before the text is cut, so that no part of a secret remains
     */
    static String read(HttpAnswer answer, SecretMask secrets) {
        String body = beginning(answer, secrets);
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
        // Again, because a secret may be escaped in JSON.
        return texts.isEmpty() ? excerpt(body) : excerpt(secrets.apply(String.join("; ", texts)));
    }

    /**
     * Palatine's servers say {@code detail} (a text, or a list of objects with {@code msg}), others these names;
     * AIESA's {@code errors} maps the names of wrong fields to texts.
     */
    private static void collect(JsonParser parser, List<String> texts) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                JsonStreamContext object = parser.getParsingContext();
                while (object.inArray()) {
                    object = object.getParent();
                }
                String field = object.getCurrentName();
                if (isWithin(object.getParent(), "errors")) {
                    texts.add(field + ": " + parser.getText());
                } else if (field != null && isMessage(field)) {
                    texts.add(parser.getText());
                }
            }
        }
    }

    private static boolean isWithin(JsonStreamContext object, String field) {
        return object != null && (field.equals(object.getCurrentName()) || isWithin(object.getParent(), field));
    }

    private static boolean isMessage(String field) {
        return switch (field) {
            case "detail", "message", "msg", "error", "error_message", "code", "title", "description" -> true;
            default -> false;
        };
    }

    /** Secrets are masked before the cut, because one may lie across it. */
    private static String beginning(HttpAnswer answer, SecretMask secrets) {
        int length = Math.min(answer.body().length, LONGEST_BODY + LONGEST_SECRET);
        String text = secrets.apply(new String(answer.body(), 0, length, StandardCharsets.UTF_8));
        return text.substring(0, Math.min(text.length(), LONGEST_BODY)).strip();
    }

    private static String withoutTags(String html) {
        return BLANKS.matcher(TAGS.matcher(html).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    private static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
    }
}
