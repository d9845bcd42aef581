/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.transcript.Segment;

import static io.github.cameltranscription.subtitle.Speech.segment;
import static io.github.cameltranscription.subtitle.Speech.transcript;
import static org.assertj.core.api.Assertions.assertThat;

class SrtRendererTest {

    @Test
    void writesIndexTimesSpeakerAndText() {
        assertThat(srt(segment(0, 1.5, "Анна", "Привет."), segment(1.5, 3, "Да.")))
                .isEqualTo("""
                        1
                        00:00:00,000 --> 00:00:01,500
                        Анна: Привет.

                        2
                        00:00:01,500 --> 00:00:03,000
                        Да.

                        """);
    }

    @Test
    void namesSpeakersAndTheirEmotions() {
        assertThat(SrtReader.read(SrtRenderer.render(Speech.CALL, CueLayout.DEFAULT)))
                .extracting(Cue::text)
                .containsExactly("Анна Ли: Добрый день.", "Клиент: [angry] Третий раз звоню!", "SPEAKER_02: Да.");
        // Too narrow for both: the name stays.
        assertThat(SrtRenderer.render(Speech.CALL, new CueLayout(20, 4)))
                .contains("Клиент: Третий")
                .doesNotContain("angry");
    }

    @Test
    void isEmptyWithoutText() {
        assertThat(srt()).isEmpty();
        assertThat(srt(segment(0, 1, " \n "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "2\n00:00:05", "<i>so</i> & so", "WEBVTT", "{\\an8}up", "a\n\n2\n\nb"})
    void readsBackAnyText(String text) {
        assertThat(SrtReader.read(srt(segment(0, 3, text), segment(3, 4, "8"))))
                .containsExactly(
                        new Cue(0, 3_000, null, text.replaceAll("\n+", " ")), new Cue(3_000, 4_000, null, "8"));
    }

    @Test
    void writesAnArrowThatNoPlayerTakesForATimingLine() {
        assertThat(SrtReader.read(srt(segment(0, 3, "-->", "2 00:00:01,000 --> 00:00:02,000"), segment(3, 4, "8"))))
                .containsExactly(
                        new Cue(0, 3_000, null, "\u2192: 2 00:00:01,000 \u2192 00:00:02,000"),
                        new Cue(3_000, 4_000, null, "8"));
    }

    @Test
    void countsTheSpeakerAsPartOfTheLine() {
        String srt = srt(segment(0, 5, "Speaker 1", "Сегодня мы обсуждаем новый большой проект нашей компании"));

        assertThat(srt).contains("Speaker 1: Сегодня");
        assertThat(srt.lines()).allMatch(line -> line.length() <= 42);
    }

    @Test
    void shortensASpeakerLongerThanHalfALine() {
        String srt = srt(segment(0, 3, "Александр Сергеевич Пушкин-Ганнибал", "Мороз и солнце; день чудесный!"));

        assertThat(srt).contains("Александр Сергееви\u2026: Мороз");
        assertThat(srt.lines()).allMatch(line -> line.length() <= 42);
    }

    @Test
    void writesHoursPastNinetyNine() {
        assertThat(srt(segment(360_000, 360_002.5, "Late."))).contains("100:00:00,000 --> 100:00:02,500\n");
    }

    private static String srt(Segment... segments) {
        return SrtRenderer.render(transcript(segments), CueLayout.DEFAULT);
    }
}
