/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.multipart;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Parameters of a {@code Content-Disposition} header in the dialects that HTTP clients speak. */
final class ContentDisposition {

    private static final String FORM_DATA = "form-data";

    private final Map<String, String> parameters;

    private ContentDisposition(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static ContentDisposition parse(String value) {
        int semicolon = value.indexOf(';');
        String type = semicolon < 0 ? value : value.substring(0, semicolon);
        if (!type.trim().equalsIgnoreCase(FORM_DATA)) {
            throw new MalformedMultipartException("Content-Disposition is not form-data");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        int position = semicolon < 0 ? value.length() : semicolon + 1;
        while (position < value.length()) {
            int equals = value.indexOf('=', position);
            if (equals < 0) {
                break;
            }
            String name =
                    value.substring(position, equals).replace(';', ' ').trim().toLowerCase(Locale.ROOT);
            StringBuilder parameter = new StringBuilder();
            position = readValue(value, equals + 1, parameter);
            parameters.putIfAbsent(name, parameter.toString());
        }
        return new ContentDisposition(parameters);
    }

    /** Returns the position behind the value. */
    private static int readValue(String value, int from, StringBuilder into) {
        int position = from;
        while (position < value.length() && value.charAt(position) == ' ') {
            position++;
        }
        if (position >= value.length() || value.charAt(position) != '"') {
            int end = value.indexOf(';', position);
            end = end < 0 ? value.length() : end;
            into.append(value.substring(position, end).trim());
            return end + 1;
        }
        for (position++; position < value.length(); position++) {
            char character = value.charAt(position);
            if (character == '"') {
                return position + 1;
            }
            // A backslash before anything else is part of a Windows path, which browsers never escaped.
            if (character == '\\' && position + 1 < value.length() && "\"\\".indexOf(value.charAt(position + 1)) >= 0) {
                character = value.charAt(++position);
            }
            into.append(character);
        }
        throw new MalformedMultipartException("Unterminated quoted string in Content-Disposition");
    }

    /** Null if absent. */
    String name() {
        return unescaped(parameters.get("name"));
    }

    /** Null if absent. {@code filename*} (RFC 5987) wins over {@code filename}, as RFC 6266 demands. */
    String fileName() {
        String extended = parameters.get("filename*");
        return extended == null ? unescaped(parameters.get("filename")) : decodeExtended(extended);
    }

    /** The three escapes of the HTML standard's form-data encoding. */
    private static String unescaped(String value) {
        return value == null || value.indexOf('%') < 0
                ? value
                : value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    }

    private static String decodeExtended(String value) {
        int charsetEnd = value.indexOf('\'');
        int languageEnd = value.indexOf('\'', charsetEnd + 1);
        if (charsetEnd < 0 || languageEnd < 0) {
            throw new MalformedMultipartException("filename* is not in the form charset'language'value");
        }
        try {
            return percentDecoded(value.substring(languageEnd + 1), Charset.forName(value.substring(0, charsetEnd)));
        } catch (IllegalArgumentException e) {
            throw new MalformedMultipartException("filename* cannot be decoded: " + e.getMessage());
        }
    }

    private static String percentDecoded(String value, Charset charset) {
        byte[] decoded = new byte[value.length()];
        int length = 0;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character > 0x7F) {
                throw new IllegalArgumentException("a character beyond ASCII");
            }
            if (character == '%') {
                if (i + 3 > value.length()) {
                    throw new IllegalArgumentException("an incomplete escape");
                }
                decoded[length++] = (byte) HexFormat.fromHexDigits(value, i + 1, i + 3);
                i += 2;
            } else {
                decoded[length++] = (byte) character;
            }
        }
        return new String(decoded, 0, length, charset);
    }
}
