/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

import java.util.Set;

/**
 * Makes texts of a provider, a proxy or a caller safe: a log entry has one line, and a job's id becomes part of
 * addresses and file names.
 */
public final class OutsideText {

    private static final int LONGEST_IDENTIFIER = 200;

    /** Steps in a path, and JSON values that are no text. */
    private static final Set<String> NO_IDENTIFIERS = Set.of(".", "..", "true", "false", "null");

    private OutsideText() {}

    /**
     * The text on one line: control characters, line separators and characters that change the writing direction become
     * escapes, such as {@code \n}. A text without them is returned itself, {@code null} included.
     */
    public static String printable(String text) {
        if (text == null || text.chars().noneMatch(OutsideText::isControl)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            escaped.append(
                    switch (next) {
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        default -> isControl(next) ? String.format("\\u%04x", (int) next) : String.valueOf(next);
                    });
        }
        return escaped.toString();
    }

    /**
     * The first 200 characters of the text on one line, as {@link #printable} writes it, with {@code ...} if it was cut;
     * {@code null} for {@code null}.
     */
    public static String shortened(String text) {
        return text == null || text.length() <= LONGEST_IDENTIFIER
                ? printable(text)
                : printable(text.substring(0, LONGEST_IDENTIFIER)) + "...";
    }

    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default ->
                character >= 0x202A && character <= 0x202E
                        || character >= 0x2066 && character <= 0x2069
                        || character == 0x200E
                        || character == 0x200F
                        || character == 0x061C;
        };
    }

    /**
     * A job's id, checked for use in addresses and file names.
     *
     * @param text the id, or {@code null}
     * @return the trimmed id; {@code null} if it is invalid: empty, longer than 200 characters, with control or
     *     invisible characters, half a character, slashes or backslashes, a step in a path such as {@code ..}, or
     *     {@code true}, {@code false} or {@code null}
     */
    public static String identifier(String text) {
        String id = text == null ? "" : text.strip();
        boolean usable = !id.isEmpty()
                && id.length() <= LONGEST_IDENTIFIER
                && !NO_IDENTIFIERS.contains(id)
                && id.codePoints().noneMatch(OutsideText::isForeignToIdentifiers);
        return usable ? id : null;
    }

    private static boolean isForeignToIdentifiers(int character) {
        int type = Character.getType(character);
        return character == '/'
                || character == '\\'
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || isControl(character);
    }
}
