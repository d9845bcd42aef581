/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.cameltranscription.transcript.Emotion;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Speaker;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

/** Transcripts of every shape that the model can hold, above all hostile ones; the same for the same seed. */
final class OddSpeech {

    private static final String[] PIECES = {
        "да",
        "word",
        "Привет, мир!",
        "А. С. Пушкин",
        "-",
        "--",
        "-->",
        "->",
        ">",
        "--\u200B>",
        "<v Bob>",
        "</c>",
        "<",
        "&",
        "&amp;",
        "&#45;&gt;",
        "00:00:01.000 --> 00:00:02.000",
        "1",
        "WEBVTT",
        "NOTE",
        "STYLE",
        "=1+1",
        ";=1+1",
        "; \"=1+1\"",
        "\t@SUM(A1)",
        "\n+7 999",
        "\r\n-1",
        "\"\"",
        "'",
        ",",
        "\uFF1D1",
        " ",
        "\u00A0",
        "\u3000",
        "\u2028",
        "\u2029",
        "\u0085",
        "\f\u000B",
        "\u200B",
        "\u200D\u200D",
        "\uFEFF",
        "\u061C",
        "\u180E",
        "\u00AD",
        "\u202Eevil\u202C",
        "\u2067\u05E9\u05DC\u05D5\u05DD",
        "\u0645\u0631\u062D\u0628\u0627",
        "\u0000",
        "\u001B[31m",
        "\u007F",
        "\uD83D",
        "\uDE00",
        "\uD83D\uDE00",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\uD83C\uDDF7\uD83C\uDDFA",
        "e\u0301",
        "\u0301\u0301\u0301",
        "\uFFFE",
        "\uDBFF\uDFFF",
        "\u4F1A\u8BAE\u4F1A\u8BAE\u4F1A\u8BAE\u4F1A\u8BAE",
        "\\",
        "{\\an8}",
        "<b>",
        "%s%n",
        "${body}"
    };

    private static final Duration[] TIMES = {
        null,
        Duration.ZERO,
        Duration.ofNanos(1),
        Duration.ofNanos(499_999),
        Duration.ofMillis(-1),
        Duration.ofSeconds(-5),
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        Duration.ofSeconds(1_000_000_000_000L),
        Duration.ofHours(100)
    };

    private final Random random;

    OddSpeech(long seed) {
        random = new Random(seed);
    }

    Transcript transcript() {
        List<Segment> segments = new ArrayList<>();
        int count = random.nextInt(4) == 0 ? 0 : random.nextInt(12);
        double now = 0;
        for (int i = 0; i < count; i++) {
            now += random.nextDouble() * 8 - 2;
            segments.add(segment(now));
        }
        Map<String, Speaker> speakers = new HashMap<>();
        for (Segment segment : segments) {
            if (segment.speaker() != null && random.nextInt(3) == 0) {
                speakers.put(segment.speaker(), new Speaker(name(), name(), null, null, null, null));
            }
        }
        return new Transcript(
                "test",
                text(),
                null,
                random.nextBoolean() ? null : time(random.nextDouble() * 60),
                random.nextBoolean() ? null : text(),
                segments,
                null,
                null,
                null,
                speakers,
                List.of(),
                List.of(),
                List.of());
    }

    CueLayout layout() {
        int[] lengths = {10, 11, 13, 20, 42, 42, 42, 1_000, Integer.MAX_VALUE};
        int[] lines = {1, 1, 2, 2, 3, 10, Integer.MAX_VALUE};
        return new CueLayout(lengths[random.nextInt(lengths.length)], lines[random.nextInt(lines.length)]);
    }

    private Segment segment(double now) {
        Duration start = time(now);
        Duration end = time(now + random.nextDouble() * 10);
        String speaker = name();
        List<Word> words = new ArrayList<>();
        StringBuilder joined = new StringBuilder();
        if (random.nextBoolean()) {
            boolean timed = random.nextInt(4) > 0;
            double at = now;
            for (int i = random.nextInt(30); i > 0; i--) {
                String word = random.nextInt(3) == 0 ? piece() + piece() : piece();
                double next = at + random.nextDouble();
                words.add(new Word(
                        timed ? time(at) : null,
                        timed ? time(next) : null,
                        random.nextInt(3) == 0 ? name() : speaker,
                        word,
                        null));
                joined.append(word).append(' ');
                at = next;
            }
        }
        String text =
                switch (random.nextInt(4)) {
                    case 0 -> "";
                    case 1 -> text();
                    default -> words.isEmpty() ? text() : joined.toString();
                };
        Emotion emotion = random.nextInt(4) == 0 ? new Emotion(name(), null, null) : null;
        return new Segment(start, end, speaker, text, words, random.nextInt(4) == 0 ? name() : null, emotion, null);
    }

    private Duration time(double seconds) {
        return random.nextInt(8) == 0
                ? TIMES[random.nextInt(TIMES.length)]
                : Duration.ofNanos((long) (seconds * 1_000_000_000L));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(25); i > 0; i--) {
            text.append(piece());
            if (random.nextInt(4) > 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private String name() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "A";
            case 2 -> "Speaker 1";
            case 3 -> "A" + " \t\u00A0".repeat(random.nextInt(30)) + "B";
            case 4 -> piece() + "--";
            case 5 -> piece().repeat(1 + random.nextInt(60));
            case 6 -> random.nextInt(20) == 0 ? "N".repeat(1_000_000) : text();
            default -> piece();
        };
    }

    private String piece() {
        String piece = PIECES[random.nextInt(PIECES.length)];
        return switch (random.nextInt(40)) {
            case 0 -> piece.repeat(random.nextInt(50));
            case 1 -> piece.repeat(random.nextInt(10) == 0 ? 5_000 : 5);
            case 2 -> new String(Character.toChars(random.nextInt(0x110000)));
            default -> piece;
        };
    }
}
