/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.service;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Speech in which each 20 ms of audio carry their number, so that a service can detect missing audio: linear16 at 8000 Hz,
 * mono.
 */
public record NumberedSpeech(List<Word> words, int frames) {

    public static final int SAMPLE_RATE = 8_000;
    public static final int FRAME_MILLIS = 20;
    public static final int FRAME_SIZE = SAMPLE_RATE * 2 * FRAME_MILLIS / 1000;

    /** A word, its first frame, and the frame behind it. */
    public record Word(String text, int first, int end) {}

    /** The kinds of speech. */
    public enum Kind {
        DISTINCT,
        REPEATED,
        NUMBERS,
        /** Five to nine different words, repeated up to three times. */
        PHRASES
    }

    public List<String> texts() {
        return words.stream().map(Word::text).toList();
    }

    /** Words of 400 ms with pauses of 100 ms between them. */
    public static NumberedSpeech of(String text) {
        List<Word> words = new ArrayList<>();
        int at = 5;
        for (String word : text.split(" ")) {
            words.add(new Word(word, at, at + 20));
            at += 25;
        }
        return new NumberedSpeech(words, at + 10);
    }

    /** Speech of different words. */
    public static NumberedSpeech distinct(int words) {
        StringBuilder text = new StringBuilder("слово0");
        for (int i = 1; i < words; i++) {
            text.append(" слово").append(i);
        }
        return of(text.toString());
    }

    /** Words of 160 to 600 ms, some of them after a long silence. */
    public static NumberedSpeech random(Random random, Kind kind, int count) {
        List<Word> words = new ArrayList<>();
        int at = random.nextInt(20);
        String phrase = word(random, Kind.DISTINCT, 0);
        int period = kind == Kind.PHRASES ? 5 + random.nextInt(5) : 0;
        for (int i = 0; i < count; i++) {
            int length = 8 + random.nextInt(23);
            String text = kind == Kind.REPEATED && random.nextInt(4) > 0
                    ? phrase
                    : period > 0 && i / period % 3 > 0 ? words.get(i - period).text() : word(random, kind, i);
            words.add(new Word(text, at, at + length));
            at += length + 1 + random.nextInt(15) + (random.nextInt(8) == 0 ? random.nextInt(600) : 0);
        }
        return new NumberedSpeech(words, at + 10 + random.nextInt(40));
    }

    private static String word(Random random, Kind kind, int number) {
        if (kind == Kind.NUMBERS) {
            return String.valueOf(random.nextInt(30));
        }
        StringBuilder word =
                new StringBuilder(kind == Kind.DISTINCT || kind == Kind.PHRASES ? String.valueOf(number) : "");
        for (int letters = 1 + random.nextInt(5); letters > 0; letters--) {
            word.append((char) ('а' + random.nextInt(32)));
        }
        return word.toString();
    }

    public byte[] pcm() {
        ByteBuffer pcm = ByteBuffer.allocate(frames * FRAME_SIZE);
        while (pcm.hasRemaining()) {
            pcm.putShort((short) (pcm.position() / FRAME_SIZE));
        }
        return pcm.array();
    }
}
