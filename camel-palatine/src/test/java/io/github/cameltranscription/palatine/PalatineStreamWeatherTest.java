/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.palatine.stream.StreamPartial;
import io.github.cameltranscription.palatine.stream.service.NumberedSpeech;
import io.github.cameltranscription.palatine.stream.service.ScriptedRecognizer.Style;
import io.github.cameltranscription.palatine.stream.service.ScriptedService;
import io.github.cameltranscription.palatine.stream.service.ScriptedService.Script;
import io.github.cameltranscription.testing.TestSize;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams under failures of the network and the service, with audio in which each 20 ms have their number. The provider's
 * simulator of the other tests does not show lost audio and does not revise words.
 */
@Tag("heavy")
class PalatineStreamWeatherTest extends PalatineTestSupport {

    private static final String STREAM = "palatine:stream?sampleRate=" + NumberedSpeech.SAMPLE_RATE;

    private final ScheduledExecutorService microphones = Executors.newScheduledThreadPool(2);
    private final CountDownLatch slow = new CountDownLatch(1);
    private final AtomicInteger partials = new AtomicInteger();
    private ScriptedService service;

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("palatine:stream").process(exchange -> {
                    String id = exchange.getMessage().getHeader(PalatineConstants.STREAM_ID, String.class);
                    if (exchange.getMessage().getBody() instanceof StreamPartial) {
                        partials.incrementAndGet();
                    }
                    if (id.startsWith("slow")) {
                        slow.await(1, TimeUnit.MINUTES);
                    }
                });
            }
        };
    }

    @Override
    void configure(PalatineConfiguration configuration) {
        configuration.setReconnectTimeout(30_000);
    }

    @AfterEach
    void stopService() throws Exception {
        microphones.shutdownNow();
        slow.countDown();
        if (service != null) {
            context.stop();
            service.close();
        }
    }

    private void serve(NumberedSpeech speech, IntFunction<Script> scripts) throws Exception {
        service = new ScriptedService(speech, scripts);
    }

    /** A service without failures for so many different words. */
    private NumberedSpeech serve(int words) throws Exception {
        NumberedSpeech speech = NumberedSpeech.distinct(words);
        serve(speech, n -> new Script());
        return speech;
    }

    private Future<Exchange> stream(String options, Object body) {
        return asyncSend(STREAM + "&baseUrl=" + service.baseUrl() + options, body);
    }

    /** As from a microphone: 100 ms of audio every 100 ms. */
    private InputStream live(NumberedSpeech speech) throws Exception {
        byte[] pcm = speech.pcm();
        PipedOutputStream speaker = new PipedOutputStream();
        PipedInputStream listener = new PipedInputStream(speaker, pcm.length + 1);
        int step = 5 * NumberedSpeech.FRAME_SIZE;
        int[] position = {0};
        microphones.scheduleAtFixedRate(
                () -> {
                    try {
                        int length = Math.min(step, pcm.length - position[0]);
                        if (length > 0) {
                            speaker.write(pcm, position[0], length);
                            position[0] += length;
                        } else {
                            speaker.close();
                        }
                    } catch (java.io.IOException closed) {
                        throw new java.io.UncheckedIOException(closed);
                    }
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
        return listener;
    }

    private static String text(Future<Exchange> reply) throws Exception {
        Exchange exchange = reply.get(2, TimeUnit.MINUTES);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Transcript.class).text();
    }

    /** In the default build the live speech is short, because it takes as long as it is spoken. */
    private static List<Weather> cuts() {
        int words = TestSize.of(11, 60);
        int cut = TestSize.of(150, 700);
        int stall = TestSize.of(1_500, 20_000);
        return List.of(
                weather(
                        "a stall, then a cut",
                        n -> n == 1 ? new Script().stallAtFrame(cut, stall) : new Script(),
                        words),
                weather(
                        "the last word is revised, one cut",
                        cutOnce(new Style(true, 0, 1, false, false, false), cut),
                        words),
                weather(
                        "the last word is revised, four cuts",
                        n -> new Script()
                                .style(new Style(true, 0, 1, false, false, false))
                                .cutAtFrame(n <= 4 ? cut / 3L * n : Long.MAX_VALUE),
                        words),
                weather("text comes 2.4 s late", cutOnce(new Style(false, 8, 1, false, false, false), cut), words),
                weather("four partials a block", cutOnce(new Style(false, 0, 4, false, false, true), cut), words),
                weather("full_text is empty", cutOnce(new Style(false, 0, 1, false, true, false), cut), words),
                weather(
                        "pings are not answered",
                        n -> new Script().ignoringPings().cutAtFrame(n == 1 ? cut : Long.MAX_VALUE),
                        words));
    }

    private record Weather(String name, IntFunction<Script> scripts, NumberedSpeech speech) {}

    private static Weather weather(String name, IntFunction<Script> scripts, int words) {
        return new Weather(name, scripts, NumberedSpeech.distinct(words));
    }

    private static IntFunction<Script> cutOnce(Style style, int frame) {
        return n -> new Script().style(style).cutAtFrame(n == 1 ? frame : Long.MAX_VALUE);
    }

    private static List<Weather> liveWeathers() {
        List<NumberedSpeech.Word> words =
                new ArrayList<>(NumberedSpeech.of("раз два три").words());
        words.add(new NumberedSpeech.Word("четыре", 200, 220));
        words.add(new NumberedSpeech.Word("пять", 225, 245));
        List<Weather> weathers = new ArrayList<>(cuts());
        weathers.add(new Weather(
                "a word said many times, a late config",
                n -> new Script().configAfter(1_200).cutAtFrame(n == 1 ? TestSize.of(150, 450) : Long.MAX_VALUE),
                NumberedSpeech.of("да ".repeat(TestSize.of(10, 33)) + "да")));
        weathers.add(new Weather(
                "full_text begins anew after a pause, a cut",
                cutOnce(new Style(false, 0, 1, true, false, false), 235),
                new NumberedSpeech(words, 260)));
        return weathers;
    }

    /** All at once, live and as recordings. */
    @Test
    void everyWordArrivesOnceInOrder() throws Exception {
        Map<String, ScriptedService> services = new LinkedHashMap<>();
        Map<String, Future<Exchange>> replies = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> heard = new LinkedHashMap<>();
        try {
            for (boolean live : new boolean[] {true, false}) {
                for (Weather weather : live ? liveWeathers() : cuts()) {
                    String name = (live ? "live: " : "a recording: ") + weather.name();
                    serve(weather.speech(), weather.scripts());
                    services.put(name, service);
                    Object body =
                            live ? live(weather.speech()) : weather.speech().pcm();
                    // A cut may take all partials with it, so that several connections make no progress.
                    replies.put(name, stream("&reconnectAttempts=10", body));
                    expected.put(name, String.join(" ", weather.speech().texts()));
                }
            }

            for (Map.Entry<String, Future<Exchange>> reply : replies.entrySet()) {
                // On a slow machine the revision of the first word may follow a pause, and the text has both forms.
                heard.put(reply.getKey(), text(reply.getValue()).replaceFirst("^слово (?=слово0)", ""));
            }

            assertThat(heard).isEqualTo(expected);
            assertThat(services).allSatisfy((name, each) -> {
                assertThat(each.problems()).as(name).isEmpty();
                assertThat(each.connections()).as(name).hasSizeGreaterThan(1);
            });
        } finally {
            services.values().forEach(ScriptedService::close);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void repeatedFailuresAtOnePlaceEndTheStream(boolean live) throws Exception {
        NumberedSpeech speech = NumberedSpeech.distinct(live ? TestSize.of(4, 54) : 54);
        serve(speech, n -> new Script().errorAtFrame(live ? TestSize.of(75, 400) : 400, "PROCESSING_ERROR", "poison"));

        Exchange reply = stream("", live ? live(speech) : speech.pcm()).get(1, TimeUnit.MINUTES);

        assertRefused(reply, ErrorCategory.PROVIDER_UNAVAILABLE, "poison", "reconnectAttempts");
        // The blocks of another connection may show one more word before that place.
        assertThat(service.connections()).hasSizeBetween(4, 12);
        assertThat(service.seconds()).isLessThan(4 * speech.frames() * 0.02 + 60);
    }

    /** 2 s and 100 streams; in the full build 10 s and 1,000 streams. */
    @Test
    void allStreamsSurviveARestartOfTheService() throws Exception {
        int streams = TestSize.of(100, 1_000);
        int outage = TestSize.of(2, 10);
        NumberedSpeech speech = serve(TestSize.of(12, 50));
        byte[] pcm = speech.pcm();
        long heapBefore = TestSize.isFull() ? liveHeap() : 0;
        List<Future<Exchange>> replies = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            replies.add(stream("&realtime=true", pcm));
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> service.hears(streams));

        service.stop();
        long begin = System.nanoTime();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(outage));
        if (TestSize.isFull()) {
            // The service's heap is included.
            long kept = liveHeap() - heapBefore;
            System.out.printf("%.1f MB of live heap in the outage%n", kept / 1e6);
            assertThat(kept).isLessThan(256_000_000);
        }
        // Taken before the start: a stream may connect again before start() has returned.
        long up = System.nanoTime();
        service.start();

        for (Future<Exchange> reply : replies) {
            assertThat(text(reply)).isEqualTo(String.join(" ", speech.texts()));
            assertThat(reply.get().getMessage().getHeader(PalatineConstants.STREAM_RESENT, double.class))
                    .isPositive();
        }
        List<Long> again =
                service.connections().stream().filter(at -> at > up).sorted().toList();
        assertThat(again).hasSizeGreaterThanOrEqualTo(streams);
        double spread = (again.get(again.size() - 1) - again.get(0)) / 1e9;
        System.out.printf("%d streams connected again within %.1f s%n", streams, spread);
        assertThat(spread).as("not all at once").isGreaterThan(streams / 500.0);
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @ParameterizedTest(name = "in chunks: {0}")
    @ValueSource(booleans = {false, true})
    void aStreamEndsWithItsRoute(boolean chunks) throws Exception {
        NumberedSpeech speech = serve(100);
        context.getShutdownStrategy().setTimeout(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:long").routeId("long").to(STREAM + "&realtime=true&baseUrl=" + service.baseUrl());
            }
        });
        Future<Exchange> reply = template.asyncSend("direct:long", exchange -> {
            exchange.getMessage().setBody(chunks ? new byte[3_200] : speech.pcm());
            exchange.getMessage().setHeader(PalatineConstants.STREAM_ID, chunks ? "call" : null);
        });
        Awaitility.await().until(() -> service.seconds() > 0);

        context.getRouteController().stopRoute("long", 1, TimeUnit.SECONDS);

        if (!chunks) {
            assertFailed(reply.get(30, TimeUnit.SECONDS), ErrorCategory.JOB_INTERRUPTED, 0);
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> service.open() == 0);
    }

    /** Six streams, each of which would otherwise wait until the one before gives its place back. */
    @Test
    void aStreamFreesItsPlaceBeforeThePeerAnswersItsClose() throws Exception {
        NumberedSpeech speech = NumberedSpeech.distinct(2);
        serve(speech, n -> new Script().ignoringClose().errorAtFrame(20, "DECODE_ERROR", "no"));
        long begin = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertFailed(
                    stream("&maxInFlight=1", speech.pcm()).get(30, TimeUnit.SECONDS),
                    ErrorCategory.UNSUPPORTED_MEDIA,
                    0);
            assertFailed(chunk("&maxInFlight=1", "call-" + i, speech.pcm()), ErrorCategory.UNSUPPORTED_MEDIA, 0);
        }
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }

    private Exchange chunk(String options, String id, byte[] audio) {
        Exchange first = chunkOf(options, id, audio);
        return first.getException() != null ? first : chunkOf(options, id, null);
    }

    private Exchange chunkOf(String options, String id, byte[] audio) {
        return send(STREAM + "&baseUrl=" + service.baseUrl() + options, audio, Map.of(PalatineConstants.STREAM_ID, id));
    }

    @Test
    void slowRoutesDelayOnlyTheirOwnStreams() throws Exception {
        NumberedSpeech speech = serve(2);
        for (int i = 0; i < 40; i++) {
            chunkOf("", "slow-" + i, new byte[3_200]);
        }

        assertThat(chunk("", "quick", speech.pcm()).getException()).isNull();

        assertThat(slow.getCount()).as("the slow routes are held until the end").isOne();
        Awaitility.await().untilAsserted(() -> assertThat(partials.get()).isPositive());
    }

    /** The connection breaks while more events wait than are kept for a route; timeouts are suspended while they wait. */
    @Test
    void aStreamWithASlowRouteSurvivesACut() throws Exception {
        NumberedSpeech speech = serve(160);
        CompletableFuture<Exchange> reply = new CompletableFuture<>();
        ExecutorService sender = Executors.newSingleThreadExecutor();
        try {
            String options = "&connectTimeout=4s&responseTimeout=3s";
            byte[] pcm = speech.pcm();
            sender.execute(() -> {
                for (int from = 0; from < pcm.length; from += 4_800) {
                    Exchange sent =
                            chunkOf(options, "slow", Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 4_800)));
                    if (sent.getException() != null) {
                        reply.complete(sent);
                    }
                }
                reply.complete(chunkOf(options, "slow", null));
            });
            double secondsOf63Words = 31.5;
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> service.seconds() >= secondsOf63Words);
            // The break of a socket may show only when it is read again.
            service.stop();
            service.start();
            long begin = System.nanoTime();
            Awaitility.await().until(() -> System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(4_100));
            assertThat(reply).isNotDone();

            slow.countDown();

            Exchange end = reply.get(30, TimeUnit.SECONDS);
            assertThat(end.getException()).isNull();
            assertThat(end.getMessage().getBody(Transcript.class).text()).isEqualTo(String.join(" ", speech.texts()));
            // A connection made while reading was paused may be made again.
            assertThat(service.connections()).hasSizeBetween(2, 3);
        } finally {
            sender.shutdownNow();
        }
    }

    /** The service reads nothing, so all audio that was read from the recordings is kept. */
    @Test
    void maxStreamBufferLimitsTheAudioOfAllStreams() throws Exception {
        int streams = 20;
        int most = 300_000;
        NumberedSpeech speech = NumberedSpeech.distinct(3);
        serve(speech, n -> n <= streams ? new Script().stallAtFrame(1, 60_000) : new Script());
        AtomicLong read = new AtomicLong();
        List<Future<Exchange>> replies = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            replies.add(stream("&chunkDuration=50ms&maxStreamBuffer=" + most, new ByteArrayInputStream(speech.pcm()) {
                @Override
                public int read(byte[] bytes, int offset, int length) {
                    int taken = super.read(bytes, offset, Math.min(length, 800));
                    read.addAndGet(Math.max(0, taken));
                    return taken;
                }

                @Override
                public int available() {
                    return 0;
                }
            }));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> service.connections().size() == streams && read.get() >= most);
        // Each may exceed the limit by what is accepted before it is sent, and by the message that is being read.
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(read.get()).isLessThanOrEqualTo(most + streams * 6L * 800));

        service.stop();
        service.start();

        for (Future<Exchange> reply : replies) {
            assertThat(text(reply)).isEqualTo(String.join(" ", speech.texts()));
        }
    }
}
