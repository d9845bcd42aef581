/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

/**
 * One subtitle.
 *
 * @param start   milliseconds from the beginning of the recording
 * @param end     milliseconds from the beginning of the recording, after {@code start}
 * @param speaker the speaker's name, clean and not blank; {@code null} if unknown
 * @param text clean text with line feeds between lines; no line is empty
 * @param emotion the emotion, clean and not blank; {@code null} if unknown or neutral
 */
record Cue(long start, long end, String speaker, String text, String emotion) {

    /** A cue without emotion. */
    Cue(long start, long end, String speaker, String text) {
        this(start, end, speaker, text, null);
    }

    /** The same cue at another time. */
    Cue at(long newStart, long newEnd) {
        return new Cue(newStart, newEnd, speaker, text, emotion);
    }

    /** Writes the timing line, without a line end. Hours have two digits, or more if they need them. */
    void appendTimes(StringBuilder out, char decimalMark) {
        append(out, start, decimalMark);
        append(out.append(" --> "), end, decimalMark);
    }

    private static void append(StringBuilder out, long millis, char decimalMark) {
        long seconds = millis / 1_000;
        appendTwoDigits(out, seconds / 3_600);
        appendTwoDigits(out.append(':'), seconds / 60 % 60);
        appendTwoDigits(out.append(':'), seconds % 60);
        out.append(decimalMark).append(millis % 1_000 < 100 ? "0" : "");
        appendTwoDigits(out, millis % 1_000);
    }

    private static void appendTwoDigits(StringBuilder out, long value) {
        if (value < 10) {
            out.append('0');
        }
        out.append(value);
    }
}
