/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.transcript.Emotion;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Speaker;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

/** Short ways to write transcripts in tests. Times are seconds. */
public final class Speech {

    /** One speaker with a name and a role, one with a role, one with neither; neutral, angry and neither. */
    static final Transcript CALL = transcript(
                    spoken(0, 2, "SPEAKER_00", "Добрый день.", "Оператор", "neutral"),
                    spoken(2, 4, "SPEAKER_01", "Третий раз звоню!", "Клиент", "angry"),
                    segment(4, 6, "SPEAKER_02", "Да."))
            .withSpeakers(Map.of("SPEAKER_00", Speaker.named("Анна Ли")));

    private Speech() {}

    private static Segment spoken(double start, double end, String speaker, String text, String role, String emotion) {
        return new Segment(
                time(start), time(end), speaker, text, List.of(), role, new Emotion(emotion, null, null), null);
    }

    public static Transcript transcript(Segment... segments) {
        return transcript(null, null, segments);
    }

    public static Transcript transcript(Duration duration, String text, Segment... segments) {
        return new Transcript(null, null, null, duration, text, List.of(segments), null, null, null);
    }

    public static Segment segment(double start, double end, String text) {
        return Segment.of(time(start), time(end), null, text);
    }

    public static Segment segment(double start, double end, String speaker, String text) {
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
        return cues(transcript, CueLayout.DEFAULT);
    }

    static List<Cue> cues(Transcript transcript, CueLayout layout) {
        return CueBuilder.build(transcript, layout, (speaker, emotion) -> 0);
    }
}
