/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

/** Transcripts as no provider should make them, the same for the same seed. */
final class RandomSpeech {

    private static final String[] WORDS = {
        "и",
        "в",
        "на",
        "привет,",
        "сегодня",
        "обсуждаем",
        "Однако",
        "вопрос:",
        "кто?",
        "Да.",
        "из-за",
        "the",
        "—",
        "-->",
        "<b>",
        "&",
        "42",
        "NOTE",
        "достопримечательностями",
        "А.",
        "\uD83D\uDE00\uD83D\uDE00",
        "e\u0301e\u0301",
        "самоудовлетворённоетридцатипятибуквенноедлинноеслово-бесконца-и-края-не-видно",
        "[смех]",
        "00:00:01,000"
    };

    private static final String[] SPEAKERS = {null, "A", "Speaker 1", "Мария Ивановна", "Очень длинное имя говорящего"};

    private final Random random;

    RandomSpeech(Random random) {
        this.random = random;
    }

    Transcript transcript() {
        List<Segment> segments = new ArrayList<>();
        boolean words = random.nextBoolean();
        double disorder = random.nextInt(3) == 0 ? 20 : random.nextInt(3);
        double now = random.nextInt(10) == 0 ? 359_990 : 0;
        int count = random.nextInt(12);
        for (int i = 0; i < count; i++) {
            double start = Math.max(0, now + disorder * random.nextGaussian());
            double length =
                    switch (random.nextInt(8)) {
                        case 0 -> 0;
                        case 1 -> -random.nextDouble();
                        case 2 -> random.nextDouble() / 1_000;
                        case 3 -> random.nextDouble() * 40;
                        default -> random.nextDouble() * 6;
                    };
            segments.add(segment(start, start + length, words && random.nextInt(4) > 0));
            now = start + Math.max(0, length) + (random.nextBoolean() ? random.nextDouble() * 3 : 0);
        }
        return Speech.transcript(segments.toArray(Segment[]::new));
    }

    private Segment segment(double start, double end, boolean timed) {
        String speaker = SPEAKERS[random.nextInt(SPEAKERS.length)];
        int count = random.nextInt(10) == 0 ? random.nextInt(60) : random.nextInt(15);
        List<Word> words = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        double step = Math.max(0, end - start) / Math.max(1, count);
        double now = start;
        for (int i = 0; i < count; i++) {
            String word = WORDS[random.nextInt(WORDS.length)];
            double length = random.nextInt(10) == 0 ? 0 : step * random.nextDouble();
            words.add(Speech.word(now, now + length, speaker, word));
            text.append(word).append(' ');
            now += step;
        }
        return new Segment(
                Speech.time(start),
                Speech.time(Math.max(0, end)),
                speaker,
                text.toString(),
                timed && end > start ? words : List.of());
    }
}
