/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

/** Short ways to write transcripts in tests. Times are seconds. */
final class Speech {

    private Speech() {}

    static Transcript transcript(Segment... segments) {
        return transcript(Arrays.asList(segments));
    }

    static Transcript transcript(List<Segment> segments) {
        return new Transcript(null, null, null, null, null, segments, null, null, null);
    }

    static Transcript textOnly(String text, Double duration) {
        return new Transcript(
                null, null, null, duration == null ? null : time(duration), text, List.of(), null, null, null);
    }

    static Segment segment(double start, double end, String text) {
        return Segment.of(time(start), time(end), null, text);
    }

    static Segment segment(double start, double end, String speaker, String text) {
        return Segment.of(time(start), time(end), speaker, text);
    }

    static Segment withWords(String speaker, String text, Word... words) {
        return new Segment(words[0].start(), words[words.length - 1].end(), speaker, text, List.of(words));
    }

    static Word word(double start, double end, String text) {
        return new Word(time(start), time(end), null, text, null);
    }

    static Word word(double start, double end, String speaker, String text) {
        return new Word(time(start), time(end), speaker, text, null);
    }

    /** Words of so many seconds each, one right after the other. */
    static Segment evenly(double start, double secondsPerWord, String text) {
        List<Word> words = new ArrayList<>();
        double now = start;
        for (String word : text.split(" ")) {
            words.add(word(now, now + secondsPerWord, word));
            now += secondsPerWord;
        }
        return new Segment(time(start), time(now), null, text, words);
    }

    static Duration time(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e6) * 1_000);
    }

    static List<Cue> cues(Segment... segments) {
        return cues(transcript(segments));
    }

    static List<Cue> cues(Transcript transcript) {
        return CueBuilder.build(transcript, CueLayout.DEFAULT, speaker -> 0);
    }
}
