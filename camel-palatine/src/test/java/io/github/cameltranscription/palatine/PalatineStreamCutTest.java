/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection that breaks, wherever it does, loses no word and doubles none. */
class PalatineStreamCutTest extends PalatineTestSupport {

    private static final int RATE = 16_000;
    private static final String TEXT =
            "Сегодня мы говорим о погоде. Утром было ясно, днём пошёл дождь, и к вечеру снова"
                    + " стало ясно. Завтра обещают снег и ветер, а потом мороз и солнце, день чудесный.";
    private static final String SAME_WORD = "да да да да да нет да да да да нет нет да да да да да да да да да да да";

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.streamLatency(Duration.ZERO).streamRealTimeFactor(0);
    }

    @Test
    void aCutAtEvery100MillisecondsLosesAndDoublesNoWord() {
        assertEveryCutIsHarmless(TEXT, false, "");
    }

    @Test
    void aCutThatTakesUnsentPartialsWithItLosesAndDoublesNoWord() {
        assertEveryCutIsHarmless(TEXT, true, "");
    }

    @Test
    void theSameWordManyTimesIsNeitherLostNorDoubled() {
        assertEveryCutIsHarmless(SAME_WORD, false, "");
    }

    private void assertEveryCutIsHarmless(String text, boolean losingPartials, String options) {
        SpokenAudio speech = SpokenAudio.of(text, RATE);
        List<String> wrong = new ArrayList<>();
        for (long millis = 100; millis < speech.duration().toMillis(); millis += 100) {
            palatine.faults().clear();
            var cut = palatine.faults().onStream().cut().afterAudio(Duration.ofMillis(millis));
            (losingPartials ? cut.losingPartials() : cut).once();
            Exchange reply = send("palatine:stream?sampleRate=" + RATE + options, speech.pcm());
            if (reply.getException() != null) {
                wrong.add(millis + " ms: " + reply.getException());
            } else {
                Transcript heard = reply.getMessage().getBody(Transcript.class);
                if (!heard.text().equals(speech.text())) {
                    wrong.add(millis + " ms: " + heard.text());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
