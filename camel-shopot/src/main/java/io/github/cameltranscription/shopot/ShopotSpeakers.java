/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Speaker;
import io.github.cameltranscription.transcript.Transcript;

/** Names the speakers that Shopot labels with bare numbers such as {@code 6} (a log of paid use). */
final class ShopotSpeakers {

    private static final Pattern BARE_NUMBER = Pattern.compile("\\d{1,9}");
    private static final String OF_OTHER_LANGUAGES = "Speaker";

    /** By ISO 639-1 code. */
    private static final Map<String, String> BY_LANGUAGE = Map.ofEntries(
            Map.entry("ru", "Спикер"),
            Map.entry("be", "Спікер"),
            Map.entry("uk", "Спікер"),
            Map.entry("bg", "Говорител"),
            Map.entry("de", "Sprecher"),
            Map.entry("es", "Hablante"),
            Map.entry("fr", "Locuteur"),
            Map.entry("it", "Voce"),
            Map.entry("pl", "Mówca"),
            Map.entry("pt", "Falante"),
            Map.entry("tr", "Konuşmacı"));

    private final String prefix;
    private final String language;

    /**
     * @param prefix   what stands before a number; empty for the number alone, {@code null} for a word in the transcript's
     *                 language
     * @param language that of a transcript that has none, or {@code null}
     */
    ShopotSpeakers(String prefix, String language) {
        this.prefix = prefix;
        this.language = language;
    }

    /** The transcript without segments that have no text, and with names for speakers that are bare numbers. */
    Transcript named(Transcript transcript) {
        Transcript spoken = transcript.withSegments(transcript.segments().stream()
                .filter(segment -> !segment.text().isEmpty() || !segment.words().isEmpty())
                .toList());
        Map<String, Speaker> speakers = new LinkedHashMap<>(spoken.speakers());
        String spokenLanguage = spoken.language() == null ? language : spoken.language();
        for (Segment segment : spoken.segments()) {
            String label = segment.speaker();
            if (label != null && BARE_NUMBER.matcher(label).matches()) {
                speakers.computeIfAbsent(label, number -> Speaker.named(name(number, spokenLanguage)));
            }
        }
        return spoken.withSpeakers(speakers);
    }

    private String name(String number, String spokenLanguage) {
        String word = prefix != null
                ? prefix
                : BY_LANGUAGE.getOrDefault(spokenLanguage == null ? "" : spokenLanguage, OF_OTHER_LANGUAGES);
        boolean joined = word.isEmpty() || !Character.isLetterOrDigit(word.codePointBefore(word.length()));
        return joined ? word + number : word + " " + number;
    }
}
