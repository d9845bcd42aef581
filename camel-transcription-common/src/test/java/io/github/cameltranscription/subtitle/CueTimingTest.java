/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.subtitle.Speech.cues;
import static io.github.cameltranscription.subtitle.Speech.segment;
import static io.github.cameltranscription.subtitle.Speech.textOnly;
import static io.github.cameltranscription.subtitle.Speech.transcript;
import static org.assertj.core.api.Assertions.assertThat;

class CueTimingTest {

    @Test
    void keepsTimesThatAreFine() {
        assertThat(cues(segment(1, 2.5, "One."), segment(4, 6, "Two.")))
                .containsExactly(new Cue(1_000, 2_500, null, "One."), new Cue(4_000, 6_000, null, "Two."));
    }

    @Test
    void lengthensNothingBeyondTheEndOfTheRecording() {
        Transcript transcript = new Transcript(
                null,
                null,
                null,
                Duration.ofMillis(6_100),
                null,
                List.of(segment(5, 6, "A sentence that takes longer to read.")),
                null,
                null,
                null);

        assertThat(cues(transcript))
                .containsExactly(new Cue(5_000, 6_100, null, "A sentence that takes longer to read."));
    }

    @Test
    void lengthensAShortCueIntoTheSilenceAfterIt() {
        assertThat(cues(segment(1, 1.2, "No."), segment(5, 6, "Yes."))).contains(new Cue(1_000, 1_833, null, "No."));
    }

    @Test
    void lengthensAShortCueOnlyUntilTheNextBegins() {
        assertThat(cues(segment(1, 1.2, "No."), segment(1.5, 3, "Yes.")))
                .containsExactly(new Cue(1_000, 1_500, null, "No."), new Cue(1_500, 3_000, null, "Yes."));
    }

    @Test
    void givesTimeToReadWhatWasSaidFast() {
        String text = "x".repeat(34);

        assertThat(cues(segment(1, 1.9, text), segment(9, 10, "Yes."))).contains(new Cue(1_000, 3_000, null, text));
        assertThat(cues(segment(1, 1.9, text), segment(2.5, 4, "Yes."))).contains(new Cue(1_000, 2_500, null, text));
    }

    @Test
    void showsNothingLongerThanSevenSeconds() {
        assertThat(cues(segment(1, 60, "Hm."))).containsExactly(new Cue(1_000, 8_000, null, "Hm."));
    }

    @Test
    void sortsByTime() {
        assertThat(cues(segment(4, 6, "Two."), segment(1, 3, "One.")))
                .extracting(Cue::text)
                .containsExactly("One.", "Two.");
    }

    @Test
    void cutsTheEarlierOfTwoWhoSpeakAtOnce() {
        assertThat(cues(segment(0, 5, "A", "First."), segment(2, 4, "B", "Second.")))
                .containsExactly(new Cue(0, 2_000, "A", "First."), new Cue(2_000, 4_000, "B", "Second."));
    }

    @Test
    void letsTheSecondOfTwoWhoBeginTogetherWait() {
        assertThat(cues(segment(1, 3, "A", "First."), segment(1, 4, "B", "Second."), segment(4, 5, "A", "Third.")))
                .containsExactly(
                        new Cue(1_000, 1_833, "A", "First."),
                        new Cue(1_833, 4_000, "B", "Second."),
                        new Cue(4_000, 5_000, "A", "Third."));
    }

    @Test
    void letsOneSpeakerFinishBeforeTheSameOneGoesOn() {
        List<Cue> cues = cues(
                segment(0, 12, "A", "Раз два три четыре пять шесть семь восемь девять десять, одиннадцать двенадцать."),
                segment(6, 12, "A", "Тринадцать четырнадцать."));

        assertThat(cues).last().isEqualTo(new Cue(6_000, 12_000, "A", "Тринадцать четырнадцать."));
    }

    @Test
    void keepsTheOrderOfOneSpeakersWordsWhereTheirTimesOverlap() {
        String first =
                "Раз два три четыре пять шесть семь восемь девять. ".repeat(3).strip();

        List<Cue> cues = cues(segment(0, 14, "A", first), segment(0, 14, "A", "Конец."));

        assertThat(cues).hasSizeGreaterThan(2).last().matches(cue -> cue.text().equals("Конец."));
    }

    @Test
    void givesAZeroLengthSegmentTheTimeToReadIt() {
        String text = "x".repeat(34);

        assertThat(cues(segment(1, 1, text))).containsExactly(new Cue(1_000, 3_000, null, text));
        assertThat(cues(segment(1, 1, text), segment(2, 4, "Next.")))
                .containsExactly(new Cue(1_000, 2_000, null, text), new Cue(2_000, 4_000, null, "Next."));
    }

    @Test
    void repairsAnEndBeforeTheStart() {
        assertThat(cues(segment(5, 3, "Back."), segment(9, 10, "Next.")))
                .containsExactly(new Cue(5_000, 5_833, null, "Back."), new Cue(9_000, 10_000, null, "Next."));
    }

    @Test
    void readsSegmentsWithoutTimesOneAfterAnother() {
        String text = "x".repeat(34);

        assertThat(cues(segment(0, 0, "A", text), segment(0, 0, "B", text), segment(0, 0, "A", "End.")))
                .containsExactly(
                        new Cue(0, 2_000, "A", text),
                        new Cue(2_000, 4_000, "B", text),
                        new Cue(4_000, 4_833, "A", "End."));
    }

    @Test
    void roundsToMillisecondsWithoutOverlapOrEmptyCue() {
        List<Cue> cues = cues(transcript(List.of(
                Segment.of(Duration.ofSeconds(1, 499_999), Duration.ofSeconds(1, 500_001), "A", "One."),
                Segment.of(Duration.ofSeconds(1, 500_001), Duration.ofSeconds(1, 500_002), "B", "Two."),
                Segment.of(Duration.ofSeconds(3, 500_000), Duration.ofSeconds(4, 499_999), "A", "Three."))));

        assertThat(cues).hasSize(3).allMatch(cue -> cue.end() > cue.start());
        assertThat(cues.get(0).end()).isLessThanOrEqualTo(cues.get(1).start());
        assertThat(cues.get(2)).isEqualTo(new Cue(3_001, 4_000, "A", "Three."));
    }

    @Test
    void spreadsATextWithoutSegmentsOverTheRecording() {
        List<Cue> cues = cues(textOnly("Раз два три четыре пять. Шесть семь восемь девять десять. ".repeat(2), 12.0));

        assertThat(cues).hasSize(2);
        assertThat(cues.get(0).start()).isZero();
        assertThat(cues.get(0).end())
                .isBetween(5_800L, 6_200L)
                .isEqualTo(cues.get(1).start());
        assertThat(cues.get(1).end()).isEqualTo(12_000);
    }

    @Test
    void spreadsATextWithoutAnyTimeAtReadingSpeed() {
        assertThat(cues(textOnly("x".repeat(34), null))).containsExactly(new Cue(0, 2_000, null, "x".repeat(34)));
    }

    @Test
    void survivesAbsurdTimes() {
        assertThat(cues(transcript(List.of(Segment.of(
                        Duration.ofSeconds(Long.MAX_VALUE - 1), Duration.ofSeconds(Long.MAX_VALUE), null, "Late.")))))
                .singleElement()
                .matches(cue -> cue.end() > cue.start());
    }
}
