/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

/**
 * Makes the utterances of a transcript and repairs their times.
 *
 * <p>An utterance with words has the times of its words. If the end is unknown or before the start, the utterance
 * takes its reading time, or ends when the next one begins; if several of these begin together, as in a transcript
 * without times, they follow one another. If utterances of one speaker overlap, the earlier one ends when the later
 * one begins. A transcript without segments is one utterance over the whole recording.
 */
final class Utterances {

    private final List<Utterance> utterances = new ArrayList<>();
    private final CueText cueText = new CueText();
    private final SpeakerNames names = new SpeakerNames();

    private Utterances() {}

    /** The utterances of a transcript, stably sorted by time. */
    static List<Utterance> of(Transcript transcript) {
        Utterances read = new Utterances();
        for (Segment segment : transcript.segments()) {
            read.add(segment);
        }
        if (read.utterances.isEmpty()) {
            read.addWhole(transcript);
        }
        read.utterances.sort(Comparator.comparingLong(Utterance::start));
        read.timeTheUntimed();
        read.cutOverlapsOfSameSpeaker();
        return read.utterances;
    }

    private void add(Segment segment) {
        List<Word> words = segment.words();
        String text = cueText.clean(segment.text());
        if (text.isEmpty() && !words.isEmpty()) {
            text = cueText.clean(words.stream().map(Word::text).collect(Collectors.joining(" ")));
        }
        if (text.isEmpty()) {
            return;
        }
        long start = Utterance.millis(segment.start());
        long end = Utterance.millis(segment.end());
        if (!words.isEmpty()) {
            long wordStart = Utterance.millis(words.get(0).start());
            long wordEnd = Utterance.millis(words.get(words.size() - 1).end());
            if (wordEnd > wordStart) {
                start = wordStart;
                end = wordEnd;
            } else {
                words = List.of();
            }
        }
        String speaker = segment.speaker() == null ? segment.role() : segment.speaker();
        utterances.add(new Utterance(start, end, names.clean(speaker), text, words, names.emotion(segment.emotion())));
    }

    private void addWhole(Transcript transcript) {
        String text = cueText.clean(transcript.text());
        if (!text.isEmpty()) {
            long end = transcript.duration() == null ? 0 : Utterance.millis(transcript.duration());
            utterances.add(new Utterance(0, end, null, text, List.of(), null));
        }
    }

    private void timeTheUntimed() {
        long free = 0;
        for (int i = 0; i < utterances.size(); i++) {
            Utterance utterance = utterances.get(i);
            if (!utterance.isTimed()) {
                long start = Math.max(utterance.start(), free);
                free = start
                        + Math.max(
                                CueTiming.SHORTEST,
                                CueTiming.readingTime(utterance.text().length()));
                if (i + 1 < utterances.size() && utterances.get(i + 1).start() > start) {
                    free = Math.min(free, utterances.get(i + 1).start());
                }
                utterances.set(i, utterance.at(start, free));
            }
        }
    }

    private void cutOverlapsOfSameSpeaker() {
        Map<String, Long> nextStart = new HashMap<>();
        for (int i = utterances.size() - 1; i >= 0; i--) {
            Utterance utterance = utterances.get(i);
            long limit = nextStart.getOrDefault(utterance.speaker(), Long.MAX_VALUE);
            if (utterance.end() > limit && limit > utterance.start()) {
                utterances.set(i, utterance.at(utterance.start(), limit));
            }
            nextStart.put(utterance.speaker(), utterance.start());
        }
    }
}
