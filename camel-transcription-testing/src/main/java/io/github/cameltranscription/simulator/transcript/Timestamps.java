/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

/** Times as transcripts write them. */
public final class Timestamps {

    private Timestamps() {}

    /** Seconds rounded to milliseconds. */
    public static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    /** For example {@code 00:01:02,345} with a comma. */
    static String clock(double seconds, char separator) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                "%02d:%02d:%02d%c%03d",
                millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, separator, millis % 1000);
    }
}
