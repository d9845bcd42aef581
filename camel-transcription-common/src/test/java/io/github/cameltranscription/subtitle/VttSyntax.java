/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks WebVTT against the syntax that the W3C demands of authors (WebVTT, section 4), which is stricter than what its
 * parser accepts: of cues with voices and classes, which is what is written here.
 */
final class VttSyntax {

    private static final String TIME = "((?:\\d{2,}:)?[0-5]\\d:[0-5]\\d\\.\\d{3})";
    private static final Pattern TIMING = Pattern.compile(TIME + " --> " + TIME);
    private static final Pattern TAGS = Pattern.compile("<v [^<>\\n]*[^<>\\s][^<>\\n]*>|<c(?:\\.[^<>.&\\s]+)+>|</c>");
    private static final Pattern ESCAPES = Pattern.compile("&(?:amp|lt|gt);");

    private VttSyntax() {}

    /** Gives the number of cues; fails where the syntax is broken, or cues are empty or overlap. */
    static int check(String vtt) {
        expect(vtt.startsWith("WEBVTT\n"), "header", vtt.substring(0, Math.min(10, vtt.length())));
        for (int i = 0; i < vtt.length(); i++) {
            char c = vtt.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    ? i + 1 < vtt.length() && Character.isLowSurrogate(vtt.charAt(i + 1))
                    : !Character.isLowSurrogate(c) || i > 0 && Character.isHighSurrogate(vtt.charAt(i - 1));
            expect(paired && (c == '\n' || !Character.isISOControl(c)), "character", Integer.toHexString(c));
        }
        String[] lines = vtt.split("\n", -1);
        int cues = 0;
        String free = "";
        int i = 1;
        while (i < lines.length - 1) {
            expect(lines[i].isEmpty(), "line between cues", lines[i]);
            Matcher timing = TIMING.matcher(lines[++i]);
            expect(timing.matches(), "timing line", lines[i]);
            String start = sortable(timing.group(1));
            String end = sortable(timing.group(2));
            expect(start.compareTo(free) >= 0 && end.compareTo(start) > 0, "order of times", lines[i]);
            free = end;
            int first = ++i;
            while (i < lines.length && !lines[i].isEmpty()) {
                expect(!lines[i].contains("-->"), "line of text", lines[i]);
                String text =
                        ESCAPES.matcher(TAGS.matcher(lines[i]).replaceAll("")).replaceAll("");
                expect(text.chars().noneMatch(c -> c == '<' || c == '>' || c == '&'), "markup", lines[i]);
                expect(
                        lines[i].codePoints()
                                .anyMatch(c -> !Character.isWhitespace(c)
                                        && (Character.getType(c) != Character.FORMAT || c > 0xFFFF)),
                        "visible line",
                        lines[i]);
                i++;
            }
            expect(i > first, "cue with text", lines[first - 1]);
            cues++;
        }
        return cues;
    }

    private static String sortable(String time) {
        return "0".repeat(20 - time.length()) + time;
    }

    private static void expect(boolean condition, String what, String found) {
        if (!condition) {
            throw new AssertionError("not a valid " + what + ": " + found);
        }
    }
}
