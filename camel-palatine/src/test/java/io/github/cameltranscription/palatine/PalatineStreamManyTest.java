/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.palatine.stream.StreamPartial;
import io.github.cameltranscription.simulator.palatine.stream.RecordedStream;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** A hundred streams at the speed of speech at once. */
@Tag("server")
class PalatineStreamManyTest extends PalatineTestSupport {

    private static final int SPEAKERS = 100;
    private static final SpokenAudio SPEECH =
            SpokenAudio.of("раз два три четыре пять шесть семь восемь девять десять", 16_000);

    private final Map<String, List<String>> partials = new ConcurrentHashMap<>();

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("palatine:stream")
                        .filter(body().isInstanceOf(StreamPartial.class))
                        .process(exchange -> partials.computeIfAbsent(
                                        exchange.getMessage().getHeader(PalatineConstants.STREAM_ID, String.class),
                                        id -> new CopyOnWriteArrayList<>())
                                .add(exchange.getMessage().getBody(String.class)));
            }
        };
    }

    @Test
    void everyStreamSendsOnTimeAndReceivesItsWordsInOrder() throws Exception {
        List<Future<Exchange>> replies = new ArrayList<>();
        for (int i = 0; i < SPEAKERS; i++) {
            replies.add(asyncSend("palatine:stream?sampleRate=16000&realtime=true", SPEECH.pcm()));
        }
        for (Future<Exchange> reply : replies) {
            assertThat(reply.get(1, TimeUnit.MINUTES)
                            .getMessage()
                            .getBody(Transcript.class)
                            .text())
                    .isEqualTo(SPEECH.text());
        }

        assertThat(partials).hasSize(SPEAKERS);
        for (List<String> texts : partials.values()) {
            for (int i = 1; i < texts.size(); i++) {
                assertThat(texts.get(i)).startsWith(texts.get(i - 1) + " ");
            }
        }
        List<RecordedStream> sessions =
                palatine.streams().assertOpened(SPEAKERS).all();
        assertThat(sessions).allSatisfy(session -> {
            Duration sending = session.messages()
                    .get(session.messages().size() - 2)
                    .arrival()
                    .minus(session.messages().get(0).arrival());
            assertThat(sending).isLessThan(SPEECH.duration().plusSeconds(1));
        });
    }
}
