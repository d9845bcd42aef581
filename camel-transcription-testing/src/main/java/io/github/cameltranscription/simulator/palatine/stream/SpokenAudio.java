/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Made-up speech that the simulated stream can understand: each word is a quiet tone, and its letters are written into the two lowest
 * bits of the tone's samples, from the first to the last. The simulator gives back a word only where it got all of it in one session
 * and in one run, and the letters that are left where a part is missing. So the text that comes out shows whether a client lost or
 * doubled audio, down to a few milliseconds. It works with the codec {@code linear16} only: any change of the samples wipes the words out.
 *
 * <p>Immutable.
 */
public final class SpokenAudio {

    private static final Duration WORD = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE_OF_PUNCTUATION = Duration.ofMillis(400);
    private static final String PUNCTUATION = ".,!?:;…";

    private final int sampleRate;
    private final int channels;
    private final List<SpokenWord> words;
    private final Duration duration;
    private final byte[] pcm;

    SpokenAudio(int sampleRate, int channels, List<SpokenWord> words, Duration duration, byte[] pcm) {
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.words = words;
        this.duration = duration;
        this.pcm = pcm;
    }

    /** Begins audio of so many samples a second and channel. */
    public static SpokenAudioBuilder builder(int sampleRate) {
        return new SpokenAudioBuilder(sampleRate);
    }

    /**
     * Mono audio of the words of a text: 300 ms a word, and after it 100 ms of silence, or 400 ms where it ends with punctuation.
     *
     * @throws IllegalArgumentException if a word has more letters than 300 ms can carry: 40 at 8000 Hz, 80 at 16000 Hz
     */
    public static SpokenAudio of(String text, int sampleRate) {
        SpokenAudioBuilder builder = builder(sampleRate);
        Duration start = Duration.ZERO;
        String stripped = text.strip();
        for (String word : stripped.isEmpty() ? new String[0] : stripped.split("\\s+")) {
            Duration end = start.plus(WORD);
            builder.word(word, start, end);
            boolean punctuated = PUNCTUATION.indexOf(word.charAt(word.length() - 1)) >= 0;
            start = end.plus(punctuated ? PAUSE_OF_PUNCTUATION : PAUSE);
        }
        return builder.duration(start).build();
    }

    /** The samples: 16 bits, little-endian, channels interleaved. A copy. */
    public byte[] pcm() {
        return pcm.clone();
    }

    /** The samples as a WAV file. */
    public byte[] wav() {
        return SpokenAudioBuilder.wav(sampleRate, channels, pcm);
    }

    /** The words in the order of their times. */
    public List<SpokenWord> words() {
        return words;
    }

    /** The words with single blanks between them: what a client gets that loses nothing. */
    public String text() {
        return words.stream().map(SpokenWord::text).collect(Collectors.joining(" "));
    }

    /** Length of the audio. */
    public Duration duration() {
        return duration;
    }

    /** Samples a second and channel. */
    public int sampleRate() {
        return sampleRate;
    }

    /** 1 or 2. */
    public int channels() {
        return channels;
    }

    @Override
    public String toString() {
        return words.size() + " words, " + duration + ", " + sampleRate + " Hz, " + channels + " channel(s)";
    }
}
