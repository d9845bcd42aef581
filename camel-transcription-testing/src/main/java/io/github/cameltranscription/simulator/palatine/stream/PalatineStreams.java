/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The streaming sessions that Palatine had. The last ones are kept, the counts are exact. The assertions throw {@link AssertionError} with
 * a message that lists what came, and return this object for more.
 */
public final class PalatineStreams {

    private static final int LISTED = 20;

    private final int kept;
    private final Deque<RecordedStream> sessions = new ArrayDeque<>();
    private long opened;
    private long refused;
    private int open;

    /** For the simulator itself. */
    public PalatineStreams(int kept) {
        this.kept = kept;
    }

    /** The last sessions, and attempts that were refused at the handshake, in the order of their arrival. A copy. */
    public synchronized List<RecordedStream> all() {
        return List.copyOf(sessions);
    }

    /**
     * The last session or refused attempt.
     *
     * @throws IllegalStateException if there was none
     */
    public synchronized RecordedStream last() {
        if (sessions.isEmpty()) {
            throw new IllegalStateException("There was no streaming session yet");
        }
        return sessions.getLast();
    }

    /** How many WebSockets were opened, whatever became of them, with those whose token was then found wrong. */
    public synchronized long opened() {
        return opened;
    }

    /** How many handshakes were refused with an HTTP status. */
    public synchronized long refused() {
        return refused;
    }

    /** How many sessions are open. */
    public synchronized int open() {
        return open;
    }

    /** Exactly so many WebSockets were opened. */
    public PalatineStreams assertOpened(long times) {
        return check(opened() == times, "Expected " + times + " opened streams, there were " + opened());
    }

    /** No session is open. */
    public PalatineStreams assertAllEnded() {
        return check(open() == 0, "Expected all streams to have ended, " + open() + " are open");
    }

    /** Every kept session got its final message. */
    public PalatineStreams assertAllCompleted() {
        return check(
                all().stream().allMatch(RecordedStream::completed), "Expected all streams to have been sent the final");
    }

    /** No kept session or attempt had a wrong or missing token. */
    public PalatineStreams assertAllAuthorized() {
        return check(all().stream().allMatch(RecordedStream::authorized), "Expected only authorised streams");
    }

    /** At least one kept session satisfies the condition, which {@code description} names in the message. */
    public PalatineStreams assertAny(String description, Predicate<RecordedStream> condition) {
        return check(all().stream().anyMatch(condition), "Expected a stream with " + description);
    }

    /** Forgets the sessions and counts; what is open stays open, and is counted as such. */
    public synchronized void clear() {
        sessions.clear();
        opened = 0;
        refused = 0;
    }

    /** To be called before the handshake is answered: a client that has the answer must find its session here. */
    synchronized void add(RecordedStream session) {
        if (session.handshakeStatus() == RecordedStream.SWITCHING_PROTOCOLS) {
            opened++;
            open++;
        } else {
            refused++;
        }
        if (sessions.size() == kept) {
            sessions.removeFirst();
        }
        sessions.addLast(session);
    }

    /** To be called before the client can notice; only the first end counts. */
    synchronized void end(RecordedStream session, StreamEnd how) {
        if (session.end(how) && session.handshakeStatus() == RecordedStream.SWITCHING_PROTOCOLS) {
            open--;
        }
    }

    private PalatineStreams check(boolean satisfied, String complaint) {
        if (!satisfied) {
            throw new AssertionError(complaint + received());
        }
        return this;
    }

    private String received() {
        List<RecordedStream> all = all();
        StringBuilder list = new StringBuilder(". Received");
        if (all.isEmpty()) {
            return list.append(" none").toString();
        }
        list.append(all.size() > LISTED ? " (last " + LISTED + "):" : ":");
        all.subList(Math.max(0, all.size() - LISTED), all.size())
                .forEach(session -> list.append("\n  ").append(session));
        return list.toString();
    }
}
