/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;
import java.time.Duration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Reads single values from a JSON stream, whatever type the provider chose for them today. Each method leaves the
 * parser at the end of the value and gives {@code null} for a value that it can make nothing of.
 */
public final class LenientJson {

    /** About 31 years: a time beyond it is nonsense, and would overflow further on. */
    private static final double MAXIMUM_SECONDS = 1e9;

    /** Nine digits of seconds are below the maximum, and six decimals are what is kept. */
    private static final int PLAIN_DIGITS = 9;

    private static final int PLAIN_DECIMALS = 6;

    private static final int NANO_DIGITS = 9;

    private static final JsonFactory JSON = new JsonFactory();

    private LenientJson() {}

    /** Takes one field of an object. */
    @FunctionalInterface
    public interface FieldReader {

        /**
         * Reads the field's value, or passes it over.
         *
         * @param  parser      standing at the value; afterwards at its end
         * @param  field       the field's name
         * @throws IOException if the JSON is broken
         */
        void read(JsonParser parser, String field) throws IOException;
    }

    /**
     * Reads an object field by field.
     *
     * @param  json        the text
     * @param  reader      takes the fields in their order
     * @throws IOException if it is not a JSON object
     */
    public static void readFields(String json, FieldReader reader) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is not a JSON object");
            }
            readFields(parser, reader);
        }
    }

    /**
     * Reads an object field by field; any other value is passed over.
     *
     * @param  parser      standing at the value; afterwards at its end
     * @param  reader      takes the fields in their order
     * @throws IOException if the JSON is broken
     */
    public static void readFields(JsonParser parser, FieldReader reader) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            reader.read(parser, field);
        }
    }

    /**
     * A string, number or boolean as text; {@code null} for anything else.
     *
     * @throws IOException if the JSON is broken
     */
    public static String text(JsonParser parser) throws IOException {
        if (parser.currentToken().isScalarValue()) {
            return parser.getValueAsString();
        }
        parser.skipChildren();
        return null;
    }

    /**
     * As {@link #text}, without blanks around it.
     *
     * @throws IOException if the JSON is broken
     */
    public static String strippedText(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return text(parser);
        }
        // Out of the parser's own buffer, as providers begin each segment with a blank: one String instead of two.
        char[] text = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int to = from + parser.getTextLength();
        while (from < to && Character.isWhitespace(text[from])) {
            from++;
        }
        while (from < to && Character.isWhitespace(text[to - 1])) {
            to--;
        }
        return new String(text, from, to - from);
    }

    /**
     * A number, or a string that holds one; {@code null} for anything else, for NaN and for infinity.
     *
     * @throws IOException if the JSON is broken
     */
    public static Double number(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double value = parser.getDoubleValue();
                return Double.isFinite(value) ? value : null;
            }
            case VALUE_STRING -> {
                try {
                    double value = Double.parseDouble(parser.getText().strip().replace(',', '.'));
                    return Double.isFinite(value) ? value : null;
                } catch (NumberFormatException notANumber) {
                    return null;
                }
            }
            default -> {
                parser.skipChildren();
                return null;
            }
        }
    }

    /**
     * A time in seconds, as a number or a string, rounded to microseconds; {@code null} for anything else, and for a
     * time that is negative or absurdly large.
     *
     * @throws IOException if the JSON is broken
     */
    public static Duration seconds(JsonParser parser) throws IOException {
        if (parser.currentToken().isNumeric()) {
            Duration plain = plainSeconds(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            if (plain != null) {
                return plain;
            }
        }
        Double seconds = number(parser);
        if (seconds == null || seconds < 0 || seconds > MAXIMUM_SECONDS) {
            return null;
        }
        return Duration.ofNanos(Math.round(seconds * 1_000_000) * 1_000);
    }

    /** Digits with a point among them, as nearly all times are: the way over a double takes as long as the rest. */
    private static Duration plainSeconds(char[] text, int offset, int length) {
        int end = offset + length;
        int point = offset;
        while (point < end && text[point] != '.') {
            point++;
        }
        int decimals = Math.max(0, end - point - 1);
        if (point - offset > PLAIN_DIGITS || decimals > PLAIN_DECIMALS) {
            return null;
        }
        long value = 0;
        for (int i = offset; i < end; i++) {
            if (i != point) {
                int digit = text[i] - '0';
                if (digit < 0 || digit > 9) {
                    return null;
                }
                value = value * 10 + digit;
            }
        }
        for (int i = decimals; i < NANO_DIGITS; i++) {
            value *= 10;
        }
        return Duration.ofNanos(value);
    }
}
