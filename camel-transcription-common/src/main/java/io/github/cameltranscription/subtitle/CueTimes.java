/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

/**
 * Writes a cue's timing line, without a line end. Hours have two digits, or more if they need them.
 */
final class CueTimes {

    private static final String ARROW = " --> ";

    private final char decimalMark;
    private final char[] digits = new char[32];

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
        int position = digits.length;
        int milliseconds = (int) (millis % 1_000);
        digits[--position] = (char) ('0' + milliseconds % 10);
        digits[--position] = (char) ('0' + milliseconds / 10 % 10);
        digits[--position] = (char) ('0' + milliseconds / 100);
        digits[--position] = decimalMark;
        long seconds = millis / 1_000;
        position = twoDigits(position, (int) (seconds % 60));
        digits[--position] = ':';
        position = twoDigits(position, (int) (seconds / 60 % 60));
        digits[--position] = ':';
        long hours = seconds / 3_600;
        position = twoDigits(position, (int) (hours % 100));
        for (hours /= 100; hours > 0; hours /= 10) {
            digits[--position] = (char) ('0' + hours % 10);
        }
        out.append(digits, position, digits.length - position);
    }

    private int twoDigits(int end, int value) {
        digits[end - 1] = (char) ('0' + value % 10);
        digits[end - 2] = (char) ('0' + value / 10);
        return end - 2;
    }
}
