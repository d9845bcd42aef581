/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.cameltranscription.simulator.http.Refusal;

/**
 * Masks two plainly artificial words: {@code брань} at both levels, {@code грубость} at level {@code hard} alone (profanity_filter.mdx and
 * call_analytics.mdx of the vendor's public documentation).
 *
 * @param hard whether rude words are masked too
 * @param full whether the first and the last letter are masked too
 */
record Profanity(boolean hard, boolean full) {

    private static final Pattern WORD = Pattern.compile("\\p{IsAlphabetic}+");
    private static final Set<String> SOFT_WORDS = Set.of("брань");
    private static final Set<String> HARD_WORDS = Set.of("брань", "грубость");

    /**
     * A text after masking.
     *
     * @param hits begin and end of each masked word, in code points
     */
    record Masked(String text, List<int[]> hits) {}

    /** {@code level} and {@code mask} may be null. */
    static Profanity of(String place, String levelName, String level, String maskName, String mask, boolean usual) {
        String wanted = level == null ? null : level.toLowerCase(Locale.ROOT);
        if (wanted != null && !wanted.matches("soft|hard|true|false")) {
            throw Refusal.invalid(place, levelName, "Input should be 'soft', 'hard', true or false");
        }
        String shape = mask == null ? "partial" : mask.toLowerCase(Locale.ROOT);
        if (!shape.matches("partial|full")) {
            throw Refusal.invalid(place, maskName, "Input should be 'partial' or 'full'");
        }
        boolean off = wanted == null ? !usual : wanted.equals("false");
        return off ? null : new Profanity(wanted == null || !wanted.equals("soft"), shape.equals("full"));
    }

    Masked mask(String text) {
        StringBuilder masked = new StringBuilder();
        List<int[]> hits = new ArrayList<>();
        Matcher words = WORD.matcher(text);
        int copied = 0;
        while (words.find()) {
            String word = words.group();
            if ((hard ? HARD_WORDS : SOFT_WORDS).contains(word.toLowerCase(Locale.ROOT))) {
                masked.append(text, copied, words.start()).append(masked(word));
                copied = words.end();
                int start = text.codePointCount(0, words.start());
                hits.add(new int[] {start, start + word.length()});
            }
        }
        return new Masked(masked.append(text.substring(copied)).toString(), hits);
    }

    private String masked(String word) {
        return full
                ? "*".repeat(word.length())
                : word.charAt(0) + "*".repeat(word.length() - 2) + word.charAt(word.length() - 1);
    }
}
