/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.palatine.stream.StreamConfig;
import io.github.cameltranscription.palatine.stream.StreamPartial;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Audio in chunks, and the events of the consumer. */
@Tag("server")
class PalatineStreamChunksTest extends PalatineTestSupport {

    private static final int RATE = 16_000;
    private static final SpokenAudio SPEECH = SpokenAudio.of("раз два три. Четыре пять шесть семь.", RATE);
    private static final String STREAM = "palatine:stream?sampleRate=" + RATE;

    private final Map<String, List<Object>> told = new ConcurrentHashMap<>();
    private final List<Exchange> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean holdBack;
    private volatile boolean faulty;

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).process(failures::add);
                from("palatine:stream?bridgeErrorHandler=true").process(exchange -> {
                    if (holdBack) {
                        assertThat(open.await(30, TimeUnit.SECONDS)).isTrue();
                    }
                    if (faulty && exchange.getMessage().getBody() instanceof StreamConfig) {
                        throw new StackOverflowError("of the route");
                    }
                    told.computeIfAbsent(
                                    exchange.getMessage().getHeader(PalatineConstants.STREAM_ID, String.class),
                                    id -> new CopyOnWriteArrayList<>())
                            .add(exchange.getMessage().getBody());
                    assertThat(exchange.getMessage().getHeader(PalatineConstants.STREAM_EVENT))
                            .isEqualTo(
                                    exchange.getMessage().getBody() instanceof StreamConfig
                                            ? "config"
                                            : exchange.getMessage().getBody() instanceof StreamPartial
                                                    ? "partial"
                                                    : "final");
                });
            }
        };
    }

    @Test
    void theChunksOfAStreamAreOneSessionAndAnEmptyChunkEndsIt() {
        for (byte[] chunk : chunks(SPEECH.pcm(), 4_000)) {
            Exchange reply = chunk("call-1", chunk);
            assertThat(reply.getException()).isNull();
            assertThat(reply.getMessage().getBody()).isEqualTo(chunk);
        }

        Exchange end = chunk("call-1", null);

        assertThat(end.getMessage().getBody(Transcript.class).text()).isEqualTo(SPEECH.text());
        assertThat(end.getMessage().getHeader(PalatineConstants.STREAM_ID)).isEqualTo("call-1");
        palatine.streams().assertOpened(1).assertAllCompleted();
        assertThat(palatine.streams().last().audioBytes()).isEqualTo(SPEECH.pcm().length);
    }

    @Test
    void theMetersCountAStreamWhoseConnectionBreaks() {
        MeterRegistry meters = new SimpleMeterRegistry();
        context.getRegistry().bind("metricsRegistry", meters);
        palatine.faults()
                .onStream()
                .cut()
                .afterAudio(SPEECH.duration().dividedBy(2))
                .once();

        for (byte[] chunk : chunks(SPEECH.pcm(), 4_000)) {
            chunk("call-1", chunk);
            assertThat(stream(meters, "open").gauge().value()).isEqualTo(1);
        }
        assertThat(chunk("call-1", null).getMessage().getBody(Transcript.class).text())
                .isEqualTo(SPEECH.text());

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(stream(meters, "open").gauge().value()).isZero());
        assertThat(stream(meters, "begun").functionCounter().count()).isEqualTo(1);
        assertThat(stream(meters, "reconnects").functionCounter().count()).isEqualTo(1);
        assertThat(stream(meters, "resent.seconds").functionCounter().count()).isPositive();
        assertThat(stream(meters, "latency").timer().count()).isPositive();
        assertThat(stream(meters, "latency").timer().max(TimeUnit.SECONDS)).isBetween(0.0, 60.0);
    }

    private static RequiredSearch stream(MeterRegistry meters, String name) {
        return meters.get("camel.transcription.streams." + name).tag("provider", "palatine");
    }

    @Test
    void theConsumerEmitsAllEventsInOrder() {
        stream("call-1");

        List<Object> events = awaitFinal();
        assertThat(events.get(0)).isInstanceOfSatisfying(StreamConfig.class, config -> {
            assertThat(config.model()).isEqualTo("palatine_stream");
            assertThat(config.sampleRate()).isEqualTo(RATE);
        });
        List<StreamPartial> partials = partials(events);
        assertThat(partials).hasSizeGreaterThan(3);
        for (int i = 1; i < partials.size(); i++) {
            assertThat(partials.get(i).fullText())
                    .isEqualTo(partials.get(i - 1).fullText() + " "
                            + partials.get(i).chunkText());
            assertThat(partials.get(i).start()).isEqualTo(partials.get(i - 1).end());
            assertThat(partials.get(i).end())
                    .isGreaterThanOrEqualTo(partials.get(i).start());
        }
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(Transcript.class, transcript -> assertThat(transcript.text())
                        .isEqualTo(SPEECH.text()));
    }

    @Test
    void theEventsAfterAnErrorOfTheRouteAreEmitted() {
        faulty = true;

        stream("call-1");

        assertThat(partials(awaitFinal())).hasSizeGreaterThan(3);
    }

    @Test
    void eachOfManySessionsHasItsOwnWordsInOrder() {
        List<String> expected = new ArrayList<>();
        List<CompletableFuture<String>> heard = new ArrayList<>();
        ExecutorService speakers = Executors.newCachedThreadPool();
        for (int i = 0; i < 20; i++) {
            String id = "speaker-" + i;
            SpokenAudio own = SpokenAudio.of("я говорящий номер " + i, RATE);
            expected.add(own.text());
            heard.add(CompletableFuture.supplyAsync(
                    () -> {
                        chunks(own.pcm(), 3_200).forEach(chunk -> chunk(id, chunk));
                        return chunk(id, new byte[0]).getMessage().getBody(String.class);
                    },
                    speakers));
        }
        speakers.shutdown();

        assertThat(heard.stream().map(CompletableFuture::join)).isEqualTo(expected);
        palatine.streams().assertOpened(20);
        Awaitility.await()
                .until(() -> told.values().stream()
                                .filter(events -> events.get(events.size() - 1) instanceof Transcript)
                                .count()
                        == 20);
        assertThat(told).allSatisfy((id, events) -> {
            String own = expected.get(Integer.parseInt(id.substring("speaker-".length())));
            assertThat(partials(events).stream().map(StreamPartial::fullText))
                    .isSortedAccordingTo(Comparator.comparingInt(String::length))
                    .endsWith(own)
                    .allSatisfy(text -> assertThat(own).startsWith(text));
        });
    }

    /** The server sends more than all buffers hold, so it can continue only when the route has processed some. */
    @Test
    void aSlowConsumerSlowsTheServiceDownAndReceivesAllPartials() throws Exception {
        // The server never ends the stream, and a stop would wait for its end.
        context.getShutdownStrategy().setTimeout(1);
        try (TalkativeServer server = new TalkativeServer()) {
            holdBack = true;
            chunk(STREAM + "&baseUrl=" + server.baseUrl(), "call-1", new byte[3_200]);
            Awaitility.await().until(server::isHeldUp);

            open.countDown();

            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() ->
                            partials(told.getOrDefault("call-1", List.of())).size() == TalkativeServer.PARTIALS);
            List<StreamPartial> partials = partials(told.get("call-1"));
            for (int i = 1; i < partials.size(); i++) {
                assertThat(partials.get(i).chunkText()).isEqualTo(String.valueOf(i));
            }
        }
    }

    @Test
    void aConsumerWhoseRouteFailsReceivesTheNextEvent() {
        told.put("call-1", new CopyOnWriteArrayList<>() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean add(Object event) {
                super.add(event);
                throw new IllegalStateException("not mine");
            }
        });
        stream("call-1");

        assertThat(failures).hasSameSizeAs(awaitFinal());
    }

    @Test
    void aStreamThatFailedFailsItsChunksUntilItIsEnded() {
        palatine.faults().onStream().close(4001).once();
        byte[] chunk = new byte[3_200];

        assertFailed(chunk("call-1", chunk), ErrorCategory.AUTHENTICATION, 0);
        assertFailed(chunk("call-1", chunk), ErrorCategory.AUTHENTICATION, 0);
        assertFailed(chunk("call-1", null), ErrorCategory.AUTHENTICATION, 0);
        palatine.streams().assertOpened(1);
        // With bridgeErrorHandler, the consumer's error handler receives the failure too.
        Awaitility.await()
                .untilAsserted(() -> assertThat(failures).singleElement().satisfies(failed -> assertThat(
                                failed.getMessage().getHeader(PalatineConstants.STREAM_ID))
                        .isEqualTo("call-1")));

        assertThat(chunk("call-1", chunk).getException()).isNull();
        palatine.streams().assertOpened(2);
    }

    @Test
    void idleTimeoutEndsAStreamWithoutChunks() {
        chunks(SPEECH.pcm(), 3_200).forEach(chunk -> chunk(STREAM + "&idleTimeout=1s", "call-1", chunk));

        awaitFinal();
        palatine.streams().assertAllEnded();
        assertThat(palatine.streams().last().completed()).isTrue();
    }

    @Test
    void partOfASampleIsRefused() {
        assertRefused(new byte[3_201], "whole samples");
    }

    @Test
    void bodiesThatAreNotAudioInTheFormatAreRefused() {
        assertRefused("привет", "the body is text");
        assertRefused(SPEECH.wav(), "WAV header");
        assertRefused("fLaC and so on, for some time".getBytes(), "FLAC");
        assertRefused(new Object(), "java.lang.Object");
        assertRefused(null, "no stream \"call-1\" to end");
        palatine.streams().assertOpened(0);
    }

    private void assertRefused(Object body, String why) {
        assertRefused(chunk("call-1", body), ErrorCategory.INVALID_REQUEST, why);
    }

    /**
     * Two seconds of the pieces that MediaRecorder of Chromium 156 makes every 250 ms for {@code audio/webm;codecs=opus}.
     * Only the first piece has the header of the file. After a cut all of it is sent again.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePiecesOfABrowsersWebmAreSentUnchanged(boolean cut) throws Exception {
        if (cut) {
            palatine.faults().onStream().cut().afterAudio(Duration.ofSeconds(1)).once();
        }
        byte[] webm;
        try (InputStream recorded = getClass().getResourceAsStream("/mediarecorder.webm")) {
            webm = recorded.readAllBytes();
        }
        String uri = "palatine:stream?codec=webm";
        int from = 0;
        for (int size : new int[] {218, 1365, 3896, 4861, 4861, 4869, 4783}) {
            byte[] piece = Arrays.copyOfRange(webm, from, from + size);
            assertThat(chunk(uri, "browser", piece).getException()).isNull();
            from += size;
        }
        assertThat(from).isEqualTo(webm.length);

        assertThat(chunk(uri, "browser", null).getException()).isNull();
        palatine.streams().assertOpened(cut ? 2 : 1);
        assertThat(palatine.streams().last().parameter("codec")).isEqualTo("webm");
        assertThat(palatine.streams().last().audio()).isEqualTo(webm);
    }

    @Test
    void maxInFlightLimitsTheOpenStreams() {
        String uri = STREAM + "&maxInFlight=2";
        for (String id : List.of("one", "two")) {
            assertThat(chunk(uri, id, new byte[3_200]).getException()).isNull();
        }

        assertRefused(chunk(uri, "three", new byte[3_200]), ErrorCategory.RATE_LIMITED, "maxInFlight 2");
        assertRefused(send(uri, SPEECH.pcm()), ErrorCategory.RATE_LIMITED, "maxInFlight 2");
        palatine.streams().assertOpened(2);
    }

    @Test
    void aShutdownEndsOpenStreamsAndEmitsTheirTranscripts() {
        chunks(SPEECH.pcm(), 3_200).forEach(chunk -> chunk("call-1", chunk));

        context.stop();

        assertThat(told.get("call-1").get(told.get("call-1").size() - 1))
                .isInstanceOfSatisfying(Transcript.class, transcript -> assertThat(transcript.text())
                        .isEqualTo(SPEECH.text()));
        palatine.streams().assertAllEnded();
        assertThat(palatine.streams().last().audioEnded()).isTrue();
    }

    private void stream(String id) {
        chunks(SPEECH.pcm(), 3_200).forEach(chunk -> chunk(id, chunk));
        chunk(id, null);
    }

    private Exchange chunk(String id, Object body) {
        return chunk(STREAM, id, body);
    }

    private Exchange chunk(String uri, String id, Object body) {
        return send(uri, body, Map.of(PalatineConstants.STREAM_ID, id));
    }

    /** Waits for the final event of the stream call-1; gives all its events. */
    private List<Object> awaitFinal() {
        Awaitility.await()
                .until(() -> told.getOrDefault("call-1", List.of()).stream().anyMatch(Transcript.class::isInstance));
        return told.get("call-1");
    }

    private static List<StreamPartial> partials(List<Object> events) {
        return events.stream()
                .filter(StreamPartial.class::isInstance)
                .map(StreamPartial.class::cast)
                .toList();
    }

    private static List<byte[]> chunks(byte[] audio, int size) {
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < audio.length; from += size) {
            chunks.add(Arrays.copyOfRange(audio, from, Math.min(audio.length, from + size)));
        }
        return chunks;
    }
}
