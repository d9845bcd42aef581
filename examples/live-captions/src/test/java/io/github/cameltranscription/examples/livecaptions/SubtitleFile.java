/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of subtitles, read strictly: blocks between empty lines, each with times that go forward and with text. */
final class SubtitleFile {

    private static final Pattern TIMES =
            Pattern.compile("(\\d\\d):(\\d\\d):(\\d\\d)[.,](\\d{3}) --> " + "(\\d\\d):(\\d\\d):(\\d\\d)[.,](\\d{3})");

    private final List<String> texts = new ArrayList<>();

    /**
     * Reads it.
     *
     * @param  header            its first line, or empty where the first cue is
     * @throws AssertionError if it is not well-formed
     */
    SubtitleFile(String content, String header) {
        String[] blocks = content.strip().split("\n\n+");
        int first = 0;
        if (!header.isEmpty()) {
            require(blocks[0].equals(header), content);
            first = 1;
        }
        long last = 0;
        for (int i = first; i < blocks.length; i++) {
            List<String> lines = List.of(blocks[i].split("\n"));
            int times = lines.get(0).contains(" --> ") ? 0 : 1;
            Matcher matcher = TIMES.matcher(lines.get(times));
            require(matcher.matches(), content);
            long start = millis(matcher, 1);
            long end = millis(matcher, 5);
            require(last <= start && start < end, content);
            last = end;
            require(lines.size() > times + 1, content);
            texts.add(String.join(" ", lines.subList(times + 1, lines.size())));
        }
        require(!texts.isEmpty(), content);
    }

    private static long millis(Matcher matcher, int group) {
        long minutes = Long.parseLong(matcher.group(group)) * 60 + Long.parseLong(matcher.group(group + 1));
        return (minutes * 60 + Long.parseLong(matcher.group(group + 2))) * 1000
                + Long.parseLong(matcher.group(group + 3));
    }

    private static void require(boolean right, String content) {
        if (!right) {
            throw new AssertionError("not well-formed:\n" + content);
        }
    }

    /** The text of all cues. */
    String text() {
        return String.join(" ", texts);
    }
}
