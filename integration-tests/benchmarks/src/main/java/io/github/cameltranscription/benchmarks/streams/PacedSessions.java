/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildCommands;
import io.github.cameltranscription.benchmarks.process.LiveHeap;
import io.github.cameltranscription.benchmarks.process.ProcessorTime;

/** Sessions that send audio at the pace of speech, each with its own phase; the same for both sides. */
final class PacedSessions {

    static final int SAMPLE_RATE = 16_000;

    private static final long CHUNK_MILLIS = 150;
    private static final int BYTES_A_SAMPLE = 2;

    /** The bytes of 150 ms. */
    static final int CHUNK_SIZE = (int) (SAMPLE_RATE * BYTES_A_SAMPLE * CHUNK_MILLIS / 1000);

    /** The service works on two chunks at once. */
    private static final int CHUNKS_A_WORD = 2;

    private static final int PACERS = 2;
    private static final long MILLIS_BETWEEN_SESSIONS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] SILENCE = new byte[CHUNK_SIZE];

    /** A side that is measured. */
    interface Client {
        /**
         * Opens a session.
         *
         * @param ready is run when audio may be sent
         */
        void open(int session, Runnable ready) throws Exception;

        /** Sends a chunk; must not block. */
        void send(int session, byte[] audio);
    }

    private final Client client;
    private final RoundTrips roundTrips = new RoundTrips();
    private final SessionBook[] books;
    private final ScheduledExecutorService pacers = Executors.newScheduledThreadPool(PACERS);
    private ProcessorTime processorTime;
    private volatile boolean ownAudio;
    private int open;

    /**
     * @param most   how many sessions there will be; their books are created now, so the heap of a session excludes them
     * @param client opens them
     */
    PacedSessions(int most, Client client) {
        this.client = client;
        this.books = new SessionBook[most];
        for (int session = 0; session < most; session++) {
            books[session] = new SessionBook(roundTrips);
        }
    }

    /** Serves a parent. */
    void serve() throws IOException {
        new ChildCommands()
                .on("open", count -> open(Integer.parseInt(count)))
                .on("begin", nothing -> begin())
                .on("end", nothing -> end())
                .on("heap", nothing -> LiveHeap.histogram())
                .on("own-audio", () -> ownAudio = true)
                .serve();
    }

    /** A partial of a session has come; its last word is {@code w} and a number. */
    void received(int session, String chunkText) {
        books[session].received(
                Integer.parseInt(chunkText, chunkText.lastIndexOf('w') + 1, chunkText.length(), 10), System.nanoTime());
    }

    /** Opens sessions until there are so many, one after the other, and waits until each has got a word. */
    private Answer open(int count) throws Exception {
        for (; open < count; open++) {
            int session = open;
            client.open(session, () -> pace(session));
            Thread.sleep(MILLIS_BETWEEN_SESSIONS);
        }
        long patience = System.nanoTime() + PATIENCE.toNanos();
        for (int session = 0; session < count; session++) {
            while (books[session].received() == 0) {
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException("session " + session + " got nothing");
                }
                Thread.sleep(10);
            }
        }
        return Answer.done();
    }

    private void pace(int session) {
        Runnable chunks = new Runnable() {
            private int chunk;

            @Override
            public void run() {
                byte[] audio = ownAudio ? new byte[CHUNK_SIZE] : SILENCE;
                if (++chunk % CHUNKS_A_WORD == 0) {
                    books[session].sending(System.nanoTime());
                }
                client.send(session, audio);
            }
        };
        pacers.scheduleAtFixedRate(chunks, CHUNK_MILLIS, CHUNK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Answer begin() {
        for (SessionBook book : books) {
            book.begin();
        }
        roundTrips.clear();
        processorTime = ProcessorTime.begin();
        return words();
    }

    private Answer end() {
        Answer used = processorTime.end();
        long now = System.nanoTime();
        int fed = 0;
        int inOrder = 0;
        for (int session = 0; session < open; session++) {
            fed += books[session].isFed(now) ? 1 : 0;
            inOrder += books[session].isInOrder() ? 1 : 0;
        }
        return words().and("fed", fed)
                .and("inOrder", inOrder)
                .and("partials", roundTrips.count())
                .and("roundTripMedian", roundTrips.percentileMillis(0.5))
                .and("roundTrip99", roundTrips.percentileMillis(0.99))
                .and("roundTripLongest", roundTrips.percentileMillis(1))
                .and("processorSeconds", used.figure("processorSeconds"));
    }

    private Answer words() {
        long words = 0;
        for (SessionBook book : books) {
            words += book.received();
        }
        return Answer.of("words", words);
    }
}
