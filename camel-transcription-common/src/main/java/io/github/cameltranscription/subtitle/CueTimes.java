/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

/**
 * Writes a cue's timing line, without a line end. Hours have two digits, or more if they need them.
 */
final class CueTimes {

    private static final String ARROW = " --> ";

    private final char decimalMark;

    /** Formats times with this mark before the milliseconds. */
    CueTimes(char decimalMark) {
        this.decimalMark = decimalMark;
    }

    void append(StringBuilder out, Cue cue) {
        append(out, cue.start());
        out.append(ARROW);
        append(out, cue.end());
    }

    private void append(StringBuilder out, long millis) {
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
