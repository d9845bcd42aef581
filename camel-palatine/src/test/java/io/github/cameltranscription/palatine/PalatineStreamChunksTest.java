/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Audio that comes in chunks, and what the consumer tells meanwhile. */
@Tag("server")
class PalatineStreamChunksTest extends PalatineTestSupport {

    private static final int RATE = 16_000;
    private static final SpokenAudio SPEECH = SpokenAudio.of("раз два три. Четыре пять шесть семь.", RATE);
    private static final String STREAM = "palatine:stream?sampleRate=" + RATE;

    private final Map<String, List<Object>> told = new ConcurrentHashMap<>();
    private final List<Exchange> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile boolean holdBack;

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.streamLatency(Duration.ZERO).streamRealTimeFactor(0);
    }

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
    void chunksOfAStreamAreOneSessionThatAnEmptyOneEnds() {
        List<byte[]> chunks = chunks(SPEECH.pcm(), 4_000);
        for (byte[] chunk : chunks) {
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
    void theMetersFollowAStreamWhoseConnectionBreaks() {
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
    void theConsumerTellsEverythingInOrder() {
        stream("call-1");

        Awaitility.await()
                .until(() -> told.getOrDefault("call-1", List.of()).stream().anyMatch(Transcript.class::isInstance));
        List<Object> events = told.get("call-1");
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
    void manySessionsAtOnceAreKeptApart() throws Exception {
        List<Thread> speakers = new ArrayList<>();
        List<String> wrong = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 20; i++) {
            String id = "speaker-" + i;
            SpokenAudio own = SpokenAudio.of("я говорящий номер " + i, RATE);
            Thread speaker = new Thread(() -> {
                for (byte[] chunk : chunks(own.pcm(), 3_200)) {
                    chunk(id, chunk);
                }
                String heard = chunk(id, new byte[0])
                        .getMessage()
                        .getBody(Transcript.class)
                        .text();
                if (!heard.equals(own.text())) {
                    wrong.add(id + ": " + heard);
                }
            });
            speakers.add(speaker);
            speaker.start();
        }
        for (Thread speaker : speakers) {
            speaker.join();
        }

        assertThat(wrong).isEmpty();
        palatine.streams().assertOpened(20);
    }

    /** A server that says more than any buffer on the way holds: it can go on only when the route has taken some. */
    @Test
    void aSlowConsumerSlowsTheServiceDownAndMissesNothing() throws Exception {
        // The server says nothing of the stream's end, which a stop would wait for.
        context.getShutdownStrategy().setTimeout(1);
        try (TalkativeServer server = new TalkativeServer()) {
            holdBack = true;
            send(
                    STREAM + "&baseUrl=" + server.baseUrl(),
                    new byte[3_200],
                    Map.of(PalatineConstants.STREAM_ID, "call-1"));
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
    void aConsumerWhoseRouteFailsGetsTheNextEvent() {
        told.put("call-1", new CopyOnWriteArrayList<>() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean add(Object event) {
                super.add(event);
                throw new IllegalStateException("not mine");
            }
        });
        stream("call-1");

        Awaitility.await().until(() -> told.get("call-1").stream().anyMatch(Transcript.class::isInstance));
        assertThat(failures).hasSameSizeAs(told.get("call-1"));
    }

    @Test
    void aStreamThatFailedFailsItsChunksUntilItIsEnded() {
        palatine.faults().onStream().close(4001).once();
        byte[] chunk = new byte[3_200];

        assertFailed(chunk("call-1", chunk), ErrorCategory.AUTHENTICATION, 0);
        assertFailed(chunk("call-1", chunk), ErrorCategory.AUTHENTICATION, 0);
        assertFailed(chunk("call-1", null), ErrorCategory.AUTHENTICATION, 0);
        palatine.streams().assertOpened(1);
        // The consumer's error handler is told too, as it asks for with bridgeErrorHandler.
        Awaitility.await()
                .untilAsserted(() -> assertThat(failures).singleElement().satisfies(failed -> assertThat(
                                failed.getMessage().getHeader(PalatineConstants.STREAM_ID))
                        .isEqualTo("call-1")));

        assertThat(chunk("call-1", chunk).getException()).isNull();
        palatine.streams().assertOpened(2);
    }

    @Test
    void aStreamWithoutChunksForLongIsEnded() {
        for (byte[] chunk : chunks(SPEECH.pcm(), 3_200)) {
            send(STREAM + "&idleTimeout=1s", chunk, Map.of(PalatineConstants.STREAM_ID, "call-1"));
        }

        Awaitility.await()
                .until(() -> told.getOrDefault("call-1", List.of()).stream().anyMatch(Transcript.class::isInstance));
        palatine.streams().assertAllEnded();
        assertThat(palatine.streams().last().completed()).isTrue();
    }

    @Test
    void whatIsNoChunkIsRefused() {
        assertRefused(chunk("call-1", "привет"), "the body is text");
        assertRefused(chunk("call-1", SPEECH.wav()), "WAV header");
        assertRefused(chunk("call-1", "fLaC and so on, for some time".getBytes()), "FLAC");
        assertRefused(chunk("call-1", new Object()), "java.lang.Object");
        assertRefused(chunk("call-1", null), "no stream \"call-1\" to end");
        palatine.streams().assertOpened(0);
    }

    private static void assertRefused(Exchange reply, String why) {
        assertFailed(reply, ErrorCategory.INVALID_REQUEST, 0);
        assertThat(reply.getException()).hasMessageContaining(why);
    }

    /**
     * Two seconds of what MediaRecorder of Chromium 156 gave every 250 ms for {@code audio/webm;codecs=opus}: the first piece
     * has the header of the file, the others have none. After a cut all of it is sent again.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void piecesOfABrowsersWebmGoAsTheyAre(boolean cut) throws Exception {
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
            assertThat(send(uri, piece, Map.of(PalatineConstants.STREAM_ID, "browser"))
                            .getException())
                    .isNull();
            from += size;
        }
        assertThat(from).isEqualTo(webm.length);

        Exchange end = send(uri, null, Map.of(PalatineConstants.STREAM_ID, "browser"));

        assertThat(end.getException()).isNull();
        palatine.streams().assertOpened(cut ? 2 : 1);
        assertThat(palatine.streams().last().parameter("codec")).isEqualTo("webm");
        assertThat(palatine.streams().last().audio()).isEqualTo(webm);
    }

    @Test
    void moreStreamsThanMayBeOpenAreRefused() {
        String uri = STREAM + "&maxInFlight=2";
        for (String id : List.of("one", "two")) {
            assertThat(send(uri, new byte[3_200], Map.of(PalatineConstants.STREAM_ID, id))
                            .getException())
                    .isNull();
        }

        Exchange third = send(uri, new byte[3_200], Map.of(PalatineConstants.STREAM_ID, "three"));

        assertFailed(third, ErrorCategory.RATE_LIMITED, 0);
        assertThat(third.getException()).hasMessageContaining("maxInFlight 2");
        palatine.streams().assertOpened(2);
    }

    @Test
    void aShutdownEndsOpenStreamsAndTellsWhatTheyHeard() {
        for (byte[] chunk : chunks(SPEECH.pcm(), 3_200)) {
            chunk("call-1", chunk);
        }

        context.stop();

        assertThat(told.get("call-1").get(told.get("call-1").size() - 1))
                .isInstanceOfSatisfying(Transcript.class, transcript -> assertThat(transcript.text())
                        .isEqualTo(SPEECH.text()));
        palatine.streams().assertAllEnded();
        assertThat(palatine.streams().last().audioEnded()).isTrue();
    }

    private void stream(String id) {
        for (byte[] chunk : chunks(SPEECH.pcm(), 3_200)) {
            chunk(id, chunk);
        }
        chunk(id, null);
    }

    private Exchange chunk(String id, Object body) {
        return send(STREAM, body, Map.of(PalatineConstants.STREAM_ID, id));
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
