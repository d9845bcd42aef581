/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.meetingminutes;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class MinutesDocumentTest {

    private static Segment segment(long second, String speaker, String text) {
        return new Segment(Duration.ofSeconds(second), Duration.ofSeconds(second + 1), speaker, text, List.of());
    }

    private static Transcript transcript(Segment... segments) {
        return new Transcript("palatine", "id", null, null, null, List.of(segments), null, null, null);
    }

    @Test
    void consecutiveSegmentsOfASpeakerAreOneTurn() {
        assertThat(MinutesDocument.render(
                        "a.wav",
                        " - **Buy** it.\n",
                        transcript(
                                segment(0, "Anna", " We buy."),
                                segment(2, "Anna", " All of it."),
                                segment(3725, "Boris", " Yes."),
                                segment(3727, null, " Hm."),
                                segment(3729, "Anna", " Good."))))
                .isEqualTo("""
                        # a.wav

                        ## Minutes

                        - **Buy** it.

                        ## Who said what

                        **Anna, 0:00:00** We buy. All of it.

                        **Boris, 1:02:05** Yes. Hm.

                        **Anna, 1:02:09** Good.
                        """);
    }

    @Test
    void markupInTheTranscriptIsEscaped() {
        assertThat(MinutesDocument.render("a_b.wav", "S", transcript(segment(0, null, "2 * 3 <b> [x] #1 `y` \\ _z_"))))
                .contains("# a\\_b.wav\n")
                .endsWith("\n\n**0:00:00** 2 \\* 3 \\<b\\> \\[x\\] \\#1 \\`y\\` \\\\ \\_z\\_\n");
    }

    @Test
    void aMeetingWithoutWordsHasNoTurns() {
        assertThat(MinutesDocument.render("a.wav", "S", transcript())).endsWith("## Who said what\n");
    }
}
