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

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.palatine.stream.service.NumberedSpeech;
import io.github.cameltranscription.palatine.stream.service.ScriptedRecognizer;
import io.github.cameltranscription.palatine.stream.service.ScriptedRecognizer.Style;
import io.github.cameltranscription.testing.TestSize;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One session on virtual time against a service and a network that do whatever a seed says: cuts, stalls, half-open
 * connections, outages, late configs, revised and late words, slow readers. Every session ends; one that ends well has
 * every word, in order and once, and one that fails says so.
 */
class StreamSessionSimulationTest {

    private static final Duration TIME = Duration.ofSeconds(TestSize.of(8, 300));

    @Test
    void noWeatherLosesAWordInSilence() {
        long end = System.nanoTime() + TIME.toNanos();
        List<String> wrong = new ArrayList<>();
        int sessions = 0;
        int failed = 0;
        int connections = 0;
        for (int seed = 0; System.nanoTime() < end && wrong.size() < 3; seed++) {
            World world = new World(seed);
            String problem = world.run();
            sessions++;
            failed += world.failure == null ? 0 : 1;
            connections += world.connections;
            if (problem != null) {
                wrong.add("seed " + seed + ": " + problem + "\n" + world);
            }
        }
        System.out.printf("%d sessions, %d connections, %d failed%n", sessions, connections, failed);
        assertThat(wrong).isEmpty();
        assertThat(sessions).isGreaterThan(10);
        assertThat(failed).as("most weathers pass").isLessThan(sessions / 4);
    }

    /** Virtual time, the session's thread, and all that happens outside. */
    private static final class World implements StreamLoop, StreamListener {

        private static final long MILLI = 1_000_000;
        private static final long LONGEST = TimeUnit.MINUTES.toNanos(20);

        private record Event(long time, long order, Runnable task) {}

        private final Random random;
        private final PriorityQueue<Event> events =
                new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::order));
        private final NumberedSpeech speech;
        private final byte[] pcm;
        private final boolean live;
        private final Style style;
        private final boolean answersPings;
        private final boolean slowReader;
        private final int troubles;
        private final StreamLoad load = new StreamLoad();
        private final StreamSession session;
        private long now;
        private long order;
        private int connections;
        private long downUntil;
        private String text = "";
        private Transcript transcript;
        private TranscriptionException failure;

        World(int seed) {
            random = new Random(seed);
            speech = NumberedSpeech.random(random, NumberedSpeech.Kind.DISTINCT, 1 + random.nextInt(80));
            pcm = speech.pcm();
            live = random.nextBoolean();
            boolean emptyFull = random.nextInt(6) == 0;
            style = new Style(
                    !emptyFull && random.nextInt(3) == 0,
                    random.nextInt(4) == 0 ? random.nextInt(10) : 0,
                    random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1,
                    false,
                    emptyFull,
                    random.nextBoolean());
            answersPings = random.nextInt(8) > 0;
            slowReader = random.nextInt(5) == 0;
            troubles = random.nextInt(5);
            StreamSettings settings = new StreamSettings(
                    "http://host",
                    "key",
                    StreamAuth.QUERY,
                    Map.of(),
                    Duration.ofMillis(50 + random.nextInt(250)),
                    false,
                    3,
                    Duration.ofSeconds(30),
                    256L * 1024 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60));
            session = new StreamSession(
                    this,
                    () -> new Socket(++connections <= troubles),
                    settings,
                    new StreamFormat(StreamCodec.LINEAR16, NumberedSpeech.SAMPLE_RATE, 1),
                    new StreamFailures(StreamFailures.NO_SECRETS, new VerdictTable("palatine", Set.of())),
                    load,
                    false);
        }

        String run() {
            session.open(this);
            feed(0);
            while (!events.isEmpty() && transcript == null && failure == null) {
                Event event = events.remove();
                now = event.time();
                if (now > LONGEST) {
                    return "no end in " + LONGEST / 60_000 / MILLI + " minutes";
                }
                event.task().run();
            }
            if (failure != null) {
                return load.audio() != 0 || load.broken() != 0 ? "a failed session keeps something" : null;
            }
            if (transcript == null) {
                return "nothing more happens";
            }
            if (load.audio() != 0 || load.broken() != 0) {
                return "a session that is over keeps something";
            }
            String expected = String.join(" ", speech.texts());
            // A first word that is revised after a pause is told from a new utterance by nothing, and so is there
            // twice.
            boolean whole = transcript.text().equals(expected)
                    || style.revises() && transcript.text().endsWith(" " + expected);
            return whole ? null : transcript.text() + "\n instead of " + expected;
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
            private final boolean troubled;
            private Handler handler;
            private boolean open;
            private boolean dead;
            private boolean paused;
            private boolean full;
            private int frame = -1;
            private int samples;
            private long inFlight;
            private long stalledUntil;
            private long free;
            private long arrival;

            Socket(boolean troubled) {
                this.troubled = troubled;
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
                    open = true;
                    handler.opened();
                    long config = random.nextInt(4) == 0 ? random.nextInt(3_000) * MILLI : 0;
                    at(config, () -> tell(() -> handler.text("{\"type\":\"config\"}")));
                });
                if (troubled) {
                    at(
                            (long) (random.nextDouble() * (random.nextInt(3) == 0 ? 2_000 : speech.frames() * 20))
                                    * MILLI,
                            () -> {
                                // Without pongs a stall cannot be told from a service that works.
                                switch (answersPings ? random.nextInt(4) : 2 + random.nextInt(2)) {
                                    case 0 -> stalledUntil = now + random.nextInt(20_000) * MILLI;
                                    case 1 -> stalledUntil = Long.MAX_VALUE;
                                    case 2 -> {
                                        downUntil = now + random.nextInt(10_000) * MILLI;
                                        cut();
                                    }
                                    default -> cut();
                                }
                            });
                    at((long) (random.nextDouble() * speech.frames() * 20) * MILLI + 60_000 * MILLI, this::cut);
                }
            }

            private void cut() {
                if (!dead) {
                    dead = true;
                    handler.closed(null, null);
                }
            }

            /** What the service says reaches the session in order, unless the network stands still. */
            private void tell(Runnable message) {
                if (dead) {
                    return;
                }
                if (now < stalledUntil) {
                    if (stalledUntil < Long.MAX_VALUE) {
                        at(stalledUntil - now, () -> tell(message));
                    }
                } else if (paused) {
                    unread.add(message);
                } else {
                    message.run();
                }
            }

            /** What the session says reaches the service in order. */
            private void arrive(Runnable message) {
                arrival = Math.max(arrival, now + 10 * MILLI);
                at(arrival - now, () -> reach(message));
            }

            private void reach(Runnable message) {
                if (dead) {
                    return;
                }
                if (now < stalledUntil) {
                    if (stalledUntil < Long.MAX_VALUE) {
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
                List<Runnable> messages = new ArrayList<>(unread);
                unread.clear();
                messages.forEach(message -> at(0, () -> tell(message)));
            }

            @Override
            public void close() {
                dead = true;
            }
        }
    }
}
