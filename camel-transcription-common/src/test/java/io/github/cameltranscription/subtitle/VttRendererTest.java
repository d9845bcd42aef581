/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.transcript.Segment;

import static io.github.cameltranscription.subtitle.Speech.segment;
import static io.github.cameltranscription.subtitle.Speech.transcript;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VttRendererTest {

    @AutoClose
    private static final VttReader READER = new VttReader();

    @Test
    void writesHeaderTimesVoiceAndText() {
        assertThat(vtt(segment(0, 1.5, "Анна", "Привет."), segment(1.5, 3, "Да.")))
                .isEqualTo("""
                        WEBVTT

                        00:00:00.000 --> 00:00:01.500
                        <v Анна>Привет.

                        00:00:01.500 --> 00:00:03.000
                        Да.
                        """);
    }

    /** What browsers forgive is an error to W3C's parser, so that the other tests cannot miss it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEBVTTX\n\n00:00.000 --> 00:01.000\ntext\n",
                "WEBVTT\n00:00.000 --> 00:01.000\ntext\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\n<v>text\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\n<x>text</x>\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\n</c>text\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\ntext & text\n",
                "WEBVTT\n\n00:01.000 --> 00:01.000\ntext\n",
                "WEBVTT\n\n00:02.000 --> 00:03.000\na\n\n00:01.000 --> 00:02.000\nb\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\na\n00:01.000 --> 00:02.000\nb\n",
                "WEBVTT\n\n0:00.000 --> 00:01.000\ntext\n"
            })
    void theParserRefusesWhatIsNotValid(String vtt) {
        assertThatThrownBy(() -> READER.read(vtt)).isInstanceOf(IOException.class);
    }

    @Test
    void isOnlyAHeaderWithoutText() throws IOException {
        assertThat(vtt()).isEqualTo("WEBVTT\n");
        assertThat(vtt(segment(0, 1, " \u200B\n"))).isEqualTo("WEBVTT\n");
        assertThat(READER.read(vtt())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a --> b",
                "00:00:01.000 --> 00:00:02.000",
                "<b>bold</b> & <v Bob>",
                "5 < 6 > 4 &amp; &lt; &nbsp;",
                "NOTE this",
                "STYLE",
                "REGION",
                "WEBVTT",
                "42",
                "-->",
                "<",
                "&"
            })
    void readsBackAnyText(String text) throws IOException {
        assertThat(READER.read(vtt(segment(1, 3, text), segment(3, 4, "end"))))
                .containsExactly(new Cue(1_000, 3_000, null, text), new Cue(3_000, 4_000, null, "end"));
    }

    @Test
    void neverWritesAnArrowOrAnEmptyLineInText() {
        String vtt = vtt(segment(0, 2, "one\n\ntwo\r\n\r\nthree \u2028\u2029\u0085 --> four"));

        assertThat(vtt).endsWith("\none two three --&gt; four\n");
        assertThat(vtt.split("-->", -1)).hasSize(2);
    }

    @Test
    void readsBackEveryKindOfLineBreakAsASpace() throws IOException {
        assertThat(READER.read(vtt(segment(0, 2, "a\rb\nc\r\nd\u2028e\u2029f\u0085g\u000Bh\fi\tj"))))
                .extracting(Cue::text)
                .containsExactly("a b c d e f g h i j");
    }

    @Test
    void dropsControlCharactersAndRepairsLoneSurrogates() throws IOException {
        assertThat(READER.read(vtt(segment(0, 2, "a\0b\u001B[31m\u007F \uD83D x \uDE00 \uD83D\uDE00"))))
                .extracting(Cue::text)
                .containsExactly("ab[31m \uFFFD x \uFFFD \uD83D\uDE00");
    }

    @Test
    void dropsDirectionalControlsThatALineBreakWouldLeaveOpen() throws IOException {
        assertThat(READER.read(vtt(segment(0, 2, "\u202Eevil", "\u2067a\u202Eb\u202C \u05E9\u05DC\u05D5\u05DD"))))
                .containsExactly(new Cue(0, 2_000, "evil", "ab \u05E9\u05DC\u05D5\u05DD"));
    }

    @Test
    void readsBackVoices() throws IOException {
        assertThat(READER.read(vtt(
                        segment(0, 1, "Speaker 1", "One."),
                        segment(1, 2, "  Анна\nИванова ", "Two."),
                        segment(2, 3, " ", "Three."))))
                .containsExactly(
                        new Cue(0, 1_000, "Speaker 1", "One."),
                        new Cue(1_000, 2_000, "Анна Иванова", "Two."),
                        new Cue(2_000, 3_000, null, "Three."));
    }

    @Test
    void namesSpeakersAndTheirEmotions() throws IOException {
        String vtt = VttRenderer.render(Speech.CALL, CueLayout.DEFAULT);

        assertThat(vtt)
                .contains("\n<v Анна Ли>Добрый день.\n")
                .contains("\n<v Клиент><c.angry>Третий раз звоню!</c>\n")
                .contains("\n<v SPEAKER_02>Да.\n");
        assertThat(READER.read(vtt)).extracting(Cue::speaker).containsExactly("Анна Ли", "Клиент", "SPEAKER_02");
    }

    @Test
    void escapesMarkupInVoices() throws IOException {
        String vtt = vtt(segment(0, 1, "A & <B> --> C", "Text."));

        assertThat(vtt).contains("\n<v A &amp; &lt;B&gt; --&gt; C>Text.\n");
        assertThat(READER.read(vtt)).extracting(Cue::text).containsExactly("Text.");
    }

    @Test
    void writesHoursPastNinetyNine() throws IOException {
        String vtt = vtt(segment(99 * 3600 + 3599.999, 360_001, "Late."), segment(3_600_000, 3_600_001, "Later."));

        assertThat(vtt).contains("99:59:59.999 --> 100:00:01.000\n").contains("1000:00:00.000 --> 1000:00:01.000\n");
        assertThat(READER.read(vtt)).extracting(Cue::start).containsExactly(359_999_999L, 3_600_000_000L);
    }

    @Test
    void readsBackOverlappingSegmentsWithoutOverlap() throws IOException {
        List<Cue> cues = READER.read(vtt(segment(0, 5, "A", "First."), segment(2, 4, "B", "Second.")));

        assertThat(cues).containsExactly(new Cue(0, 2_000, "A", "First."), new Cue(2_000, 4_000, "B", "Second."));
    }

    private static String vtt(Segment... segments) {
        return VttRenderer.render(transcript(segments), CueLayout.DEFAULT);
    }
}
