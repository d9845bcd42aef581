/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.testing.TestSize;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection that breaks, wherever it does, loses no word and doubles none. */
@Tag("server")
@Tag("heavy")
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
    void aCutAtAnyMomentLosesAndDoublesNoWord() {
        assertEveryCutIsHarmless(TEXT, 100, TestSize.of(600, 100), false);
    }

    @Test
    void aCutThatTakesUnsentPartialsWithItLosesAndDoublesNoWord() {
        assertEveryCutIsHarmless(TEXT, 150, TestSize.of(1_200, 300), true);
    }

    @Test
    void theSameWordManyTimesIsNeitherLostNorDoubled() {
        assertEveryCutIsHarmless(SAME_WORD, 50, TestSize.of(1_200, 300), false);
    }

    private void assertEveryCutIsHarmless(String text, long first, long step, boolean losingPartials) {
        SpokenAudio speech = SpokenAudio.of(text, RATE);
        List<String> wrong = new ArrayList<>();
        for (long millis = first; millis < speech.duration().toMillis(); millis += step) {
            palatine.faults().clear();
            cutOnce(palatine, millis, losingPartials);
            note(wrong, millis, speech, send("palatine:stream?sampleRate=" + RATE, speech.pcm()));
        }
        assertThat(wrong).isEmpty();
    }

    /** As from a microphone; a service for each cut, so that none takes another's. */
    @Test
    void aCutWhileSomebodySpeaksLosesAndDoublesNoWord() throws Exception {
        String words =
                TestSize.isFull() ? "да да да нет да да да да да нет нет да да да да да да" : "да да да нет нет да да";
        SpokenAudio speech = SpokenAudio.of(words, RATE);
        List<ProviderSimulator> services = new ArrayList<>();
        List<Future<Exchange>> replies = new ArrayList<>();
        List<Long> moments = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try {
            for (long millis = 350; millis < speech.duration().toMillis(); millis += TestSize.of(1_000, 500)) {
                ProviderSimulator service =
                        ProviderSimulator.builder().palatineApiKey(API_KEY).start();
                services.add(service);
                moments.add(millis);
                cutOnce(service.palatine(), millis, false);
                replies.add(template.asyncSend(
                        "palatine:stream?realtime=true&sampleRate=" + RATE + "&baseUrl="
                                + service.palatine().baseUrl(),
                        exchange -> exchange.getMessage().setBody(speech.pcm())));
            }
            for (int i = 0; i < replies.size(); i++) {
                note(wrong, moments.get(i), speech, replies.get(i).get(1, TimeUnit.MINUTES));
                services.get(i).palatine().streams().assertOpened(2);
            }
        } finally {
            services.forEach(ProviderSimulator::close);
        }
        assertThat(wrong).isEmpty();
    }

    private static void cutOnce(PalatineSimulator service, long millis, boolean losingPartials) {
        var cut = service.faults().onStream().cut().afterAudio(Duration.ofMillis(millis));
        (losingPartials ? cut.losingPartials() : cut).once();
    }

    private static void note(List<String> wrong, long millis, SpokenAudio speech, Exchange reply) {
        if (reply.getException() != null) {
            wrong.add(millis + " ms: " + reply.getException());
        } else {
            String heard = reply.getMessage().getBody(Transcript.class).text();
            if (!heard.equals(speech.text())) {
                wrong.add(millis + " ms: " + heard);
            }
        }
    }
}
