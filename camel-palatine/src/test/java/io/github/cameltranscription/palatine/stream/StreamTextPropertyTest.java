/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Wherever a connection is cut, no word is lost and none is doubled; every round has a seed of its own. */
class StreamTextPropertyTest {

    private static final int ROUNDS = 1500;

    @Test
    void pacedSpeechThatIsCutOnce() {
        assertThat(wrong(true, 1)).isEmpty();
    }

    @Test
    void pacedSpeechThatIsCutSeveralTimes() {
        assertThat(wrong(true, 4)).isEmpty();
    }

    @Test
    void aRecordingThatIsCutOnce() {
        assertThat(wrong(false, 1)).isEmpty();
    }

    @Test
    void aRecordingThatIsCutSeveralTimes() {
        assertThat(wrong(false, 4)).isEmpty();
    }

    @Test
    void withoutACutNothingIsJoined() {
        assertThat(wrong(true, 0)).isEmpty();
        assertThat(wrong(false, 0)).isEmpty();
    }

    private static List<String> wrong(boolean paced, int mostCuts) {
        List<String> wrong = new ArrayList<>();
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            List<StreamModel.Spoken> speech = StreamModel.speech(random, 1 + random.nextInt(25));
            StreamModel model = new StreamModel(speech, paced, Duration.ofMillis(50 + random.nextInt(251)))
                    .withPartialsOfSilence(random.nextBoolean())
                    .withoutFullTexts(random.nextInt(4) == 0)
                    .withLatency(random.nextInt(300));
            List<Double> cuts = new ArrayList<>();
            for (int cut = mostCuts == 0 ? 0 : 1 + random.nextInt(mostCuts); cut > 0; cut--) {
                cuts.add(random.nextInt(3) == 0 ? random.nextDouble() * 2000 : random.nextDouble() * model.duration());
            }
            String expected = speech.stream().map(StreamModel.Spoken::text).collect(Collectors.joining(" "));
            String heard = model.hear(cuts);
            if (!heard.equals(expected)) {
                wrong.add("seed " + seed + ": " + heard + "\n instead of " + expected);
            }
        }
        return wrong;
    }
}
