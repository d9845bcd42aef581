/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

/**
 * Renders a transcript's segments as CSV (RFC 4180), in their order: start and end in seconds, speaker, text. A
 * transcript without segments is one row, whose end is empty if its duration is not known.
 *
 * <p>A spreadsheet executes a cell that begins like a formula, and a transcript is untrusted text. So a speaker or text
 * that begins with {@code = + - @}, a tab or a line end gets an apostrophe before it, as OWASP advises; one that begins
 * with an apostrophe gets a second, so that removing one leading apostrophe gives the original.
 *
 * <p>Where the decimal mark is a comma, as in Russia, spreadsheets separate cells by semicolons, others by tabs, and
 * then the quotes of RFC 4180 do not keep a cell together: a text {@code x;=1+1} is two cells. So an apostrophe is also added
 * where such a reader would see the beginning of a formula: after a semicolon, a tab or a line end, and blanks and
 * quotes.
 */
final class CsvRenderer {

    private static final String HEADER = "start,end,speaker,text\r\n";

    private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static final String SEPARATORS = ";\t\r\n\u000B\f\u0085\u2028\u2029";

    private CsvRenderer() {}

    static String render(Transcript transcript) {
        StringBuilder out = new StringBuilder(HEADER);
        for (Segment segment : transcript.segments()) {
            out.append(seconds(segment.start())).append(',').append(seconds(segment.end()));
            appendCell(out.append(','), speaker(transcript, segment));
            appendCell(out.append(','), segment.text());
            out.append("\r\n");
        }
        if (transcript.segments().isEmpty() && !transcript.text().isEmpty()) {
            out.append(seconds(Duration.ZERO)).append(',');
            out.append(transcript.duration() == null ? "" : seconds(transcript.duration()));
            appendCell(out.append(",,"), transcript.text());
            out.append("\r\n");
        }
        return out.toString();
    }

    private static String speaker(Transcript transcript, Segment segment) {
        String name = segment.speaker() == null ? segment.role() : transcript.nameOf(segment.speaker());
        return name == null ? "" : name;
    }

    private static String seconds(Duration time) {
        if (time.isNegative()) {
            // An invalid value of a provider, which a spreadsheet could take for a formula.
            return seconds(Duration.ZERO);
        }
        return BigDecimal.valueOf(time.getSeconds())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .setScale(3, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static void appendCell(StringBuilder out, String value) {
        boolean quoted = value.chars().anyMatch(c -> c == ',' || c == '"' || isSeparator((char) c));
        if (quoted) {
            out.append('"');
        }
        if (!value.isEmpty() && (value.charAt(0) == '\'' || isSeparator(value.charAt(0)))) {
            out.append('\'');
        }
        int cell = out.length();
        boolean begins = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (begins && FORMULA_STARTS.indexOf(c) >= 0) {
                out.insert(cell, '\'');
            }
            out.append(c);
            if (c == '"') {
                out.append(c);
            }
            if (isSeparator(c)) {
                cell = out.length();
                begins = true;
            } else {
                begins &= c <= ' ' || c == '"' || Character.isSpaceChar(c) || Character.isISOControl(c);
            }
        }
        if (quoted) {
            out.append('"');
        }
    }

    private static boolean isSeparator(char c) {
        return SEPARATORS.indexOf(c) >= 0;
    }
}
