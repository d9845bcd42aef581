/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/**
 * Reads values of varying types from a JSON stream. The parser is at the value, and afterwards at its end. An unusable
 * value gives {@code null}; malformed JSON fails with an {@link IOException}.
 */
public final class LenientJson {

    /** About 31 years: a longer time is invalid and would overflow. */
    private static final double MAXIMUM_SECONDS = 1e9;

    private static final Pattern CLOCK_TIME = Pattern.compile("(?:(\\d{1,3}):)?(\\d{1,3}):(\\d{1,2}(?:\\.\\d{1,9})?)");

    /** Services written in Python send NaN and infinities as numbers. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private LenientJson() {}

    /** A parser for the text of an answer, before its first token. */
    public static JsonParser parser(String json) throws IOException {
        return JSON.createParser(json);
    }

    /** Reads one field of an object. */
    @FunctionalInterface
    public interface FieldReader {

        /** Reads the value of the field with this name, or skips it. */
        void read(JsonParser parser, String field) throws IOException;
    }

    /**
     * Reads a text as an object, field by field in order.
     *
     * @throws IOException if it is not a JSON object
     */
    public static void readFields(String json, FieldReader reader) throws IOException {
        try (JsonParser parser = parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is not a JSON object");
            }
            readFields(parser, reader);
        }
    }

    /** Reads an object field by field in order; skips any other value. */
    public static void readFields(JsonParser parser, FieldReader reader) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        for (String field = nextField(parser); field != null; field = nextField(parser)) {
            reader.read(parser, field);
        }
    }

    /** Moves to the value of the next field of an object; returns the field's name, or {@code null} at the end. */
    static String nextField(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        String field = parser.currentName();
        parser.nextToken();
        return field;
    }

    /** Reads one element of a list. */
    @FunctionalInterface
    public interface ElementReader<T> {

        /** Reads the element; {@code null} leaves it out. */
        T read(JsonParser parser) throws IOException;
    }

    /** Reads a list; skips any other value and returns an empty list. */
    public static <T> List<T> list(JsonParser parser, ElementReader<T> reader) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            parser.skipChildren();
            return List.of();
        }
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            T element = reader.read(parser);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** Like {@link #list}, for objects; skips elements of other types. */
    static <T> List<T> objects(JsonParser parser, ElementReader<T> reader) throws IOException {
        return list(parser, element -> {
            if (element.hasToken(JsonToken.START_OBJECT)) {
                return reader.read(element);
            }
            element.skipChildren();
            return null;
        });
    }

    /** A string, number or boolean as text; {@code null} for anything else. */
    public static String text(JsonParser parser) throws IOException {
        if (parser.currentToken().isScalarValue()) {
            return parser.getValueAsString();
        }
        parser.skipChildren();
        return null;
    }

    /** Like {@link #text}, trimmed. */
    public static String strippedText(JsonParser parser) throws IOException {
        String text = text(parser);
        return text == null ? null : text.strip();
    }

    /** A number, also in a string; {@code null} for anything else, for NaN and for infinity. */
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
     * time that is negative or too large.
     */
    public static Duration seconds(JsonParser parser) throws IOException {
        return duration(number(parser));
    }

    /**
     * A number of seconds as a duration, rounded to microseconds.
     *
     * @param seconds the number, or {@code null}
     * @return the time; {@code null} for {@code null}, NaN, a negative number, or one that is too large
     */
    public static Duration duration(Double seconds) {
        return seconds != null && seconds >= 0 && seconds <= MAXIMUM_SECONDS
                ? Duration.ofNanos(Math.round(seconds * 1_000_000) * 1_000)
                : null;
    }

    /** Like {@link #seconds}, and also a clock time such as {@code 01:02:03.5}, {@code 01:02:03,5} or {@code 02:03}. */
    public static Duration time(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING) && parser.getText().indexOf(':') >= 0) {
            return clockTime(parser.getText().strip().replace(',', '.'));
        }
        return seconds(parser);
    }

    private static Duration clockTime(String text) {
        Matcher parts = CLOCK_TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        double hours = parts.group(1) == null ? 0 : Double.parseDouble(parts.group(1));
        return duration(hours * 3600 + Double.parseDouble(parts.group(2)) * 60 + Double.parseDouble(parts.group(3)));
    }

    /** An integer, also in a string; {@code null} for anything else. */
    public static Integer whole(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getNumberType() == JsonParser.NumberType.INT) {
            return parser.getIntValue();
        }
        Double number = number(parser);
        return number == null || number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE
                ? null
                : number.intValue();
    }

    /** A boolean, also in a string; {@code null} for anything else. */
    public static Boolean truth(JsonParser parser) throws IOException {
        String text = text(parser);
        return "true".equalsIgnoreCase(text) ? Boolean.TRUE : "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }

    /**
     * Any value: a String, Boolean, Integer, Long, BigInteger or Double, a List of such values, or a Map of them by their
     * names; {@code null} for null.
     */
    public static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                readFields(parser, (member, name) -> members.put(name, value(member)));
                yield members;
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** The numbers of an object by their names; other members are ignored. */
    public static Map<String, Double> numbers(JsonParser parser) throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        readFields(parser, (value, name) -> {
            Double number = number(value);
            if (number != null) {
                numbers.put(name, number);
            }
        });
        return numbers;
    }

    /** The texts of a list; other elements are ignored. A single text is a list of one. */
    public static List<String> texts(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            String single = text(parser);
            return single == null || single.isBlank() ? List.of() : List.of(single);
        }
        return list(parser, element -> {
            String text = text(element);
            return text == null || text.isBlank() ? null : text;
        });
    }
}
