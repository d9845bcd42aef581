/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads SRT as players do: a timing line begins a cue, and an empty line ends it. */
final class SrtReader {

    private static final Pattern TIMING =
            Pattern.compile("(\\d{2,}):(\\d\\d):(\\d\\d),(\\d{3}) --> (\\d{2,}):(\\d\\d):(\\d\\d),(\\d{3})");

    private SrtReader() {}

    /** The cues, with the labels of the speakers in their texts; fails where a player might stumble. */
    static List<Cue> read(String srt) {
        List<Cue> cues = new ArrayList<>();
        String[] lines = srt.split("\n", -1);
        int i = 0;
        while (i < lines.length && !lines[i].isEmpty()) {
            expect(lines[i].equals(String.valueOf(cues.size() + 1)), "index", lines[i]);
            Matcher timing = TIMING.matcher(lines[++i]);
            expect(timing.matches(), "timing line", lines[i]);
            StringBuilder text = new StringBuilder();
            for (i++; !lines[i].isEmpty(); i++) {
                expect(!lines[i].contains("-->"), "text line", lines[i]);
                text.append(text.isEmpty() ? "" : "\n").append(lines[i]);
            }
            cues.add(new Cue(millis(timing, 1), millis(timing, 5), null, text.toString()));
            i++;
        }
        expect(i == lines.length - 1 || srt.isEmpty(), "end of the file", srt);
        return cues;
    }

    private static long millis(Matcher timing, int group) {
        return ((Long.parseLong(timing.group(group)) * 60 + Long.parseLong(timing.group(group + 1))) * 60
                                + Long.parseLong(timing.group(group + 2)))
                        * 1_000
                + Long.parseLong(timing.group(group + 3));
    }

    private static void expect(boolean condition, String what, String found) {
        if (!condition) {
            throw new AssertionError("not a valid " + what + ": " + found);
        }
    }
}
