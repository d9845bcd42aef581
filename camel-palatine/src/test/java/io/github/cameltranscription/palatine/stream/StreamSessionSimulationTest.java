/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.SecretMask;
import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.palatine.stream.service.NumberedSpeech;
import io.github.cameltranscription.palatine.stream.service.ScriptedRecognizer;
import io.github.cameltranscription.palatine.stream.service.ScriptedRecognizer.Style;
import io.github.cameltranscription.testing.TestSize;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One session on virtual time against a service and a network whose failures a seed determines: cuts, stalls, half-open
 * connections, outages, late configs, revised and late words, slow readers. Every session ends. One that succeeds has every
 * word, in order, and once unless the text can be read in two ways.
 */
@Tag("heavy")
class StreamSessionSimulationTest {

    private static final Duration TIME = Duration.ofSeconds(TestSize.of(3, 300));

    @Test
    void aSessionThatSucceedsLosesNoWord() {
        Integer only = Integer.getInteger("transcription.seed");
        if (only != null) {
            World world = World.of(only);
            assertThat(world.run()).as(world.toString()).isNull();
            return;
        }
        long end = System.nanoTime() + TIME.toNanos();
        List<String> wrong = new ArrayList<>();
        int sessions = 0;
        int failed = 0;
        int connections = 0;
        int doubled = 0;
        for (int seed = 0; System.nanoTime() < end && wrong.size() < 3; seed++) {
            World world = World.of(seed);
            String problem = world.run();
            sessions++;
            failed += world.failure == null ? 0 : 1;
            connections += world.connections;
            doubled += world.doubled ? 1 : 0;
            if (problem != null) {
                wrong.add("seed " + seed + " (reproduce with -Dtranscription.seed=" + seed + "): " + problem + "\n"
                        + world);
            }
        }
        System.out.printf(
                "%d sessions, %d connections, %d failed, %d with words twice%n",
                sessions, connections, failed, doubled);
        assertThat(wrong).isEmpty();
        assertThat(sessions).isGreaterThan(10);
        assertThat(doubled).isLessThanOrEqualTo(1 + sessions / 1_000);
        assertThat(failed).as("most weathers pass").isLessThan(sessions / 4);
    }

    @Test
    void liveSpeechSurvivesAStallOf20SecondsBeforeACut() {
        NumberedSpeech speech = NumberedSpeech.distinct(200);
        for (int seed = 0; seed < 20; seed++) {
            World world = new World(seed, speech, new Trouble(40_000, 20_000, 0, true));
            assertThat(world.run()).as("seed " + seed).isNull();
            assertThat(world.transcript).isNotNull();
            assertThat(world.connections).isEqualTo(2);
        }
    }

    @Test
    void aHalfOpenConnectionIsReplacedWithin20Seconds() {
        World world = new World(1, NumberedSpeech.distinct(200), new Trouble(40_000, World.FOR_EVER, 0, false));

        assertThat(world.run()).isNull();

        assertThat(world.transcript).isNotNull();
        assertThat(world.connections).isEqualTo(2);
        assertThat(world.connectedAt / World.MILLI).isBetween(50_000L, 60_000L);
    }

    @Test
    void aServiceThatAnswersNoPingLosesNoWordAtACut() {
        World world = new World(1, NumberedSpeech.distinct(100), new Trouble(30_000, 0, 0, true));
        world.answersPings = false;

        assertThat(world.run()).isNull();

        assertThat(world.transcript).isNotNull();
        assertThat(world.connections).isEqualTo(2);
    }

    @Test
    void realtimeSendsAudioAtTheSpeedOfSpeechWithoutDrift() {
        World world = new World(
                new Random(1), NumberedSpeech.distinct(100), false, true, Style.PLAIN, false, connection -> List.of());

        assertThat(world.run()).isNull();

        long begin = world.sent.get(0).time();
        assertThat(world.sent).hasSizeGreaterThan(100).allSatisfy(message -> {
            long due = TimeUnit.SECONDS.toNanos(message.position()) / (2 * NumberedSpeech.SAMPLE_RATE);
            assertThat(message.time() - begin).isBetween(due, due + 2 * World.MILLI);
        });
    }

    /**
     * A failure of a connection; times are milliseconds.
     *
     * @param at     when
     * @param stall  for how long nothing gets through in either direction
     * @param outage for how long no connection can be made
     * @param cut    whether the connection breaks, after the stall and with what was on its way
     */
    private record Trouble(long at, long stall, long outage, boolean cut) {}

    /** Virtual time, the session's thread, the network and the service. */
    private static final class World implements StreamLoop, StreamListener {

        private static final long MILLI = 1_000_000;
        private static final long FOR_EVER = Long.MAX_VALUE;
        private static final long LONGEST = TimeUnit.MINUTES.toNanos(20);

        private record Event(long time, long order, Runnable task) {}

        /** A message of audio from this byte on. */
        private record Message(long time, long position) {}

        private final Random random;
        private final PriorityQueue<Event> events =
                new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
        private final NumberedSpeech speech;
        private final byte[] pcm;
        private final boolean live;
        private final Style style;
        private final boolean slowReader;
        private final StreamLoad load = new StreamLoad();
        private final StreamSession session;
        private final List<Message> sent = new ArrayList<>();
        private boolean answersPings;
        private long now;
        private long order;
        private int connections;
        private long connectedAt;
        private long downUntil;
        private String text = "";
        private boolean doubled;
        private Transcript transcript;
        private TranscriptionException failure;

        static World of(int seed) {
            Random random = new Random(seed);
            NumberedSpeech speech = NumberedSpeech.random(random, NumberedSpeech.Kind.DISTINCT, 1 + random.nextInt(80));
            boolean emptyFull = random.nextInt(6) == 0;
            Style style = new Style(
                    !emptyFull && random.nextInt(3) == 0,
                    random.nextInt(4) == 0 ? random.nextInt(10) : 0,
                    random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1,
                    false,
                    emptyFull,
                    random.nextBoolean());
            boolean answersPings = random.nextInt(8) > 0;
            int most = random.nextInt(5);
            World world = new World(
                    random,
                    speech,
                    random.nextBoolean(),
                    random.nextInt(4) == 0,
                    style,
                    random.nextInt(5) == 0,
                    connection -> connection <= most ? troubles(random, speech, answersPings) : List.of());
            world.answersPings = answersPings;
            return world;
        }

        private static List<Trouble> troubles(Random random, NumberedSpeech speech, boolean answersPings) {
            long length = random.nextInt(3) == 0 ? 2_000 : speech.frames() * 20;
            long at = (long) (random.nextDouble() * length);
            Trouble cutLater = new Trouble((long) (random.nextDouble() * speech.frames() * 20) + 60_000, 0, 0, true);
            // Without pongs a stall looks like a service that works.
            return switch (answersPings ? random.nextInt(4) : 2 + random.nextInt(2)) {
                case 0 -> List.of(new Trouble(at, random.nextInt(20_000), 0, random.nextBoolean()), cutLater);
                case 1 -> List.of(new Trouble(at, FOR_EVER, 0, false), cutLater);
                case 2 -> List.of(new Trouble(at, 0, random.nextInt(10_000), true));
                default -> List.of(new Trouble(at, 0, 0, true));
            };
        }

        /** Live speech with one failure, on the first connection. */
        World(int seed, NumberedSpeech speech, Trouble trouble) {
            this(
                    new Random(seed),
                    speech,
                    true,
                    false,
                    Style.PLAIN,
                    false,
                    connection -> connection == 1 ? List.of(trouble) : List.of());
        }

        private World(
                Random random,
                NumberedSpeech speech,
                boolean live,
                boolean realtime,
                Style style,
                boolean slowReader,
                IntFunction<List<Trouble>> troubles) {
            this.random = random;
            this.speech = speech;
            this.pcm = speech.pcm();
            this.live = live;
            this.style = style;
            this.slowReader = slowReader;
            this.answersPings = true;
            StreamSettings settings = new StreamSettings(
                    "http://host",
                    "key",
                    StreamAuth.QUERY,
                    Map.of(),
                    Duration.ofMillis(50 + random.nextInt(250)),
                    realtime,
                    3,
                    Duration.ofSeconds(30),
                    256L * 1024 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60));
            session = new StreamSession(
                    this,
                    () -> new Socket(troubles.apply(++connections)),
                    settings,
                    new StreamFormat(StreamCodec.LINEAR16, NumberedSpeech.SAMPLE_RATE, 1),
                    new StreamFailures(new SecretMask(), new VerdictTable("palatine", Set.of())),
                    load,
                    false,
                    this);
        }

        String run() {
            session.open();
            feed(0);
            while (!events.isEmpty() && transcript == null && failure == null) {
                Event event = events.remove();
                now = event.time();
                if (now > LONGEST) {
                    return "no end in " + LONGEST / 60_000 / MILLI + " minutes";
                }
                event.task().run();
            }
            if (failure == null && transcript == null) {
                return "no event is left and the session has not ended";
            }
            if (load.audio() != 0 || load.broken() != 0) {
                return "the session has ended and keeps audio or its place among broken sessions";
            }
            if (failure != null) {
                return null;
            }
            String expected = String.join(" ", speech.texts());
            // A first word that is revised after a pause looks like a new utterance, so it is there twice.
            boolean whole = transcript.text().equals(expected)
                    || style.revises() && transcript.text().endsWith(" " + expected);
            doubled = !whole && isDoubled();
            return whole || doubled ? null : transcript.text() + "\n instead of " + expected;
        }

        /** Whether every word is there in order, some of them repeated. */
        private boolean isDoubled() {
            List<String> words = speech.texts();
            int next = 0;
            for (String word : transcript.text().split(" ")) {
                if (next < words.size() && word.equals(words.get(next))) {
                    next++;
                } else if (!words.subList(0, next).contains(word)) {
                    return false;
                }
            }
            return next == words.size();
        }

        private void feed(int position) {
            if (position >= pcm.length) {
                session.end();
                return;
            }
            int length = Math.min(5 * NumberedSpeech.FRAME_SIZE, pcm.length - position);
            CompletableFuture<Void> taken = session.send(Arrays.copyOfRange(pcm, position, position + length))
                    .toCompletableFuture();
            if (live) {
                at(100 * MILLI, () -> feed(position + length));
            } else {
                taken.thenRun(() -> at(MILLI / 10, () -> feed(position + length)));
            }
        }

        void at(long delay, Runnable task) {
            events.add(new Event(now + delay, order++, task));
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public double random() {
            return random.nextDouble();
        }

        @Override
        public void execute(Runnable task) {
            at(0, task);
        }

        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            Event event = new Event(now + delay.toNanos(), order++, task);
            events.add(event);
            return () -> events.remove(event);
        }

        @Override
        public void configured(StreamConfig config) {
            if (slowReader) {
                at(TimeUnit.SECONDS.toNanos(1 + random.nextInt(20)), this::pauseAWhile);
            }
        }

        private void pauseAWhile() {
            session.pauseReading();
            at(TimeUnit.SECONDS.toNanos(1 + random.nextInt(120)), session::resumeReading);
        }

        @Override
        public void recognized(StreamPartial partial) {
            text = partial.fullText();
        }

        @Override
        public void finished(Transcript result) {
            transcript = result;
        }

        @Override
        public void failed(TranscriptionException why) {
            failure = why;
        }

        @Override
        public String toString() {
            return (live ? "live" : "recording") + " " + style + " pings=" + answersPings + " slow=" + slowReader
                    + " connections=" + connections + " time=" + now / MILLI + " ms, partials: " + text;
        }

        /** A connection and the service at its other end. */
        private final class Socket implements StreamSocket {

            private static final int BUFFER = 40_000;

            private final ScriptedRecognizer recognizer = new ScriptedRecognizer(speech, style);
            private final List<Runnable> unread = new ArrayList<>();
            private final long latency = random.nextInt(300) * MILLI;
            private final List<Trouble> coming;
            private Handler handler;
            private boolean dead;
            private boolean paused;
            private boolean full;
            private int frame = -1;
            private int samples;
            private long inFlight;
            private long stalledUntil;
            private long free;
            private long arrival;
            private long position;

            Socket(List<Trouble> coming) {
                this.coming = coming;
            }

            @Override
            public void connect(Handler events) {
                handler = events;
                if (now < downUntil) {
                    at(MILLI, () -> {
                        if (!dead) {
                            handler.refused(new IOException("refused"));
                        }
                    });
                    return;
                }
                at(20 * MILLI, () -> {
                    connectedAt = now;
                    long config = random.nextInt(4) == 0 ? random.nextInt(3_000) * MILLI : 0;
                    at(config, () -> tell(() -> handler.text("{\"type\":\"config\"}")));
                });
                for (Trouble trouble : coming) {
                    at(trouble.at() * MILLI, () -> befall(trouble));
                }
            }

            private void befall(Trouble trouble) {
                stalledUntil = trouble.stall() == FOR_EVER ? FOR_EVER : now + trouble.stall() * MILLI;
                if (trouble.cut()) {
                    // Before the stalled messages.
                    at(Math.max(0, trouble.stall() * MILLI - 1), () -> {
                        downUntil = Math.max(downUntil, now + trouble.outage() * MILLI);
                        cut();
                    });
                }
            }

            private void cut() {
                if (!dead) {
                    dead = true;
                    handler.closed(null, null);
                }
            }

            /** Messages of the service reach the session in order, but not during a stall. */
            private void tell(Runnable message) {
                unread.add(message);
                deliver();
            }

            private void deliver() {
                while (!dead && !paused && !unread.isEmpty()) {
                    if (now < stalledUntil) {
                        if (stalledUntil < FOR_EVER) {
                            at(stalledUntil - now, this::deliver);
                        }
                        return;
                    }
                    unread.remove(0).run();
                }
            }

            /** Messages of the session reach the service in order. */
            private void arrive(Runnable message) {
                arrival = Math.max(arrival, now + 10 * MILLI);
                at(arrival - now, () -> reach(message));
            }

            private void reach(Runnable message) {
                if (dead) {
                    return;
                }
                if (now < stalledUntil) {
                    if (stalledUntil < FOR_EVER) {
                        arrival = Math.max(arrival, stalledUntil);
                        at(stalledUntil - now, () -> reach(message));
                    }
                } else {
                    message.run();
                }
            }

            @Override
            public boolean isFull() {
                full = inFlight > BUFFER;
                return full;
            }

            @Override
            public void send(byte[] bytes) {
                inFlight += bytes.length;
                if (bytes.length > 0) {
                    sent.add(new Message(now, position));
                    position += bytes.length;
                }
                arrive(() -> {
                    inFlight -= bytes.length;
                    hear(bytes);
                    if (full && inFlight <= BUFFER / 2) {
                        full = false;
                        handler.drained();
                    }
                });
            }

            private void hear(byte[] bytes) {
                if (bytes.length == 0) {
                    answer(recognizer.end());
                    at(
                            Math.max(0, free + latency - now) + 2,
                            () -> tell(() -> handler.text("{\"type\":\"final\",\"status\":\"completed\"}")));
                    return;
                }
                for (int i = 0; i < bytes.length; i += 2) {
                    int number = (bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF;
                    samples = number == frame ? samples + 1 : 1;
                    frame = number;
                    if (samples == NumberedSpeech.FRAME_SIZE / 2) {
                        List<ScriptedRecognizer.Partial> partials = recognizer.accept(number);
                        free = Math.max(free, now) + 4 * MILLI;
                        answer(partials);
                    }
                }
            }

            private void answer(List<ScriptedRecognizer.Partial> partials) {
                for (ScriptedRecognizer.Partial partial : partials) {
                    String message = "{\"type\":\"partial\",\"chunk_text\":\"" + partial.chunk() + "\",\"full_text\":\""
                            + partial.full() + "\"}";
                    at(Math.max(0, free + latency - now), () -> tell(() -> handler.text(message)));
                }
            }

            @Override
            public void ping() {
                if (answersPings) {
                    arrive(() -> at(10 * MILLI, () -> tell(handler::pong)));
                }
            }

            @Override
            public void pause() {
                paused = true;
            }

            @Override
            public void resume() {
                paused = false;
                at(0, this::deliver);
            }

            @Override
            public void close() {
                dead = true;
            }
        }
    }
}
