/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

/**
 * Limits the rate of requests to an account. All submissions, polls and releases of the account wait for their turn
 * here.
 *
 * <ul>
 * <li><b>Load.</b> A rejection for load closes its lane until a probe is accepted. The lane continues a little below the
 * rate that the provider has accepted, returns quickly to nearly the rejected rate, and slowly exceeds it. A
 * {@code Retry-After} closes both lanes.
 * <li><b>Outage.</b> When requests about several jobs fail one after the other, both lanes send only occasional probes.
 * After the first answer, the waiting requests are spread over time.
 * <li><b>Fair shares.</b> If both lanes wait, they take turns, and so do the endpoints in each lane.
 * </ul>
 */
public final class Governor {

    /** After a longer {@code Retry-After}, the governor tries again after this time. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);

    /** Failures about fewer jobs may be the fault of those jobs. */
    static final int JOBS_OF_AN_OUTAGE = 3;

    /** While polls are answered, fewer failures in a row may come from one of several servers. */
    private static final int FAILURES_OF_AN_OUTAGE = 20;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long FIRST_PROBE = SECOND / 2;
    private static final long LONGEST_PROBE = 5 * SECOND;
    private static final long LONGEST_PAUSE = 60 * SECOND;
    private static final double SLOWEST = 1.0 / 60;
    /** A lane continues below what the provider accepted, so that the next second is not too much again. */
    private static final double BELOW_ACCEPTED = 0.92;

    /** Fewer accepted requests before the first rejection do not tell the rate. */
    private static final int ENOUGH_TO_MEASURE = 6;

    /** Then a probe is sent so early. If it is accepted, the limit is not one of the requests in a second. */
    private static final long FIRST_LOOK = SECOND / 4;

    private static final double FASTEST_LEARNED = 10_000;
    private static final double RECOVERY = 20;
    /** A thread that is late may catch up by at most this much. */
    private static final long CATCH_UP = SECOND / 20;

    private final JobScheduler scheduler;
    private final DoubleSupplier random;
    private double maxRate = Double.POSITIVE_INFINITY;
    private final Lane submissions = new Lane();
    private final Lane polls = new Lane();
    private final List<Lane> lanes = List.of(submissions, polls);

    private boolean pollsNext;
    private long nextOfBoth;
    private long closedUntil;
    private boolean outage;
    private long outageSince;
    private long probeDelay;
    private int failures;
    private final Set<Integer> failedJobs = new HashSet<>();
    /** A probe could not connect, which every waiting submission counts. */
    private TranscriptionException unreachable;

    private long refusals;
    private Future<?> nextGrant;
    private long nextGrantAt;
    /** What a thread that grants requests has still to run. */
    private final ThreadLocal<Queue<Runnable>> granted = new ThreadLocal<>();

    /**
     * Submissions, or polls and releases. Each lane has its own counters and rate, because providers limit them
     * separately.
     */
    private final class Lane {
        private final FairQueue<Turn> queue = new FairQueue<>();
        private final RateMeter accepted = new RateMeter();
        /** Requests a second; infinite while nothing has been learned. */
        private double rate = Double.POSITIVE_INFINITY;

        /** The rate that was rejected last; infinite if none was. */
        private double rejectedRate = Double.POSITIVE_INFINITY;
        /** Requests a second on average, before the last rejection or outage. */
        private double usual;

        /** Until the queue is empty. */
        private boolean recovering;
        /** While the lane is closed, the time from the next probe to another; 0 if it is open. */
        private long pause;
        /** When the lane was closed, or the probe that opened it was sent. */
        private long since;
        /** Requests that were accepted in the second before the lane was closed, or were under way then. */
        private int lastAccepted;

        private long next;
        private long lastGrowth;
        private long slowGrowthSince;
        private int inFlight;
    }

    /** One request's permission, or its place in the queue. */
    public final class Turn {
        private final Lane lane;
        private final int mostInFlight;
        private final int job;
        private final Consumer<Turn> granted;
        private final Consumer<TranscriptionException> unreachable;
        private int patience;
        private boolean waiting = true;
        private long grantedAt;
        private boolean out;

        private Turn(
                Lane lane,
                int mostInFlight,
                Object job,
                int patience,
                Consumer<Turn> granted,
                Consumer<TranscriptionException> unreachable) {
            this.lane = lane;
            this.mostInFlight = mostInFlight;
            this.job = System.identityHashCode(job);
            this.patience = patience;
            this.granted = granted;
            this.unreachable = unreachable;
        }

        /** Whether it is in the queue. */
        boolean isWaiting() {
            synchronized (Governor.this) {
                return waiting;
            }
        }

        /** Gives up waiting; {@code false} if the permission was granted already. */
        boolean cancel() {
            synchronized (Governor.this) {
                boolean before = waiting;
                waiting = false;
                return before && lane.queue.remove(this);
            }
        }

        /** Returns the permission: nothing was sent. */
        void unused() {
            finish(() -> {
                if (isProbe()) {
                    lane.pause /= 2;
                    lane.next = scheduler.nanoTime();
                }
            });
        }

        /** Whether it was sent to find out if a closed lane may be opened. */
        private boolean isProbe() {
            return lane.pause > 0 && grantedAt - lane.since > 0;
        }

        /** The provider has answered. */
        void accepted() {
            finish(() -> Governor.this.accepted(this));
        }

        /** The request has failed. */
        void failed(TranscriptionException failure) {
            finish(() -> {
                switch (failure.getCategory()) {
                    case RATE_LIMITED -> busy(this, failure.getRetryAfter());
                    case PROVIDER_UNAVAILABLE, UNCERTAIN_SUBMISSION -> noAnswer(this, failure);
                    default -> Governor.this.accepted(this);
                }
            });
        }

        /**
         * A release has ended. A failure counts only if the provider is too busy or does not answer.
         *
         * @param thrown {@code null} if the job was released
         */
        void released(Throwable thrown) {
            if (thrown == null) {
                accepted();
            } else if (TranscriptionException.unwrapped(thrown) instanceof TranscriptionException failure
                    && (failure.getCategory() == ErrorCategory.RATE_LIMITED || failure.getHttpStatus() == 0)) {
                failed(failure);
            } else {
                unused();
            }
        }

        private void finish(Runnable outcome) {
            change(() -> {
                if (out) {
                    out = false;
                    lane.inFlight--;
                    outcome.run();
                }
            });
        }
    }

    /** @param random between 0 and 1, for jitter */
    public Governor(JobScheduler scheduler, DoubleSupplier random) {
        this.scheduler = scheduler;
        this.random = random;
        long now = scheduler.nanoTime();
        for (Lane lane : lanes) {
            lane.next = now;
            lane.since = now - 1;
        }
        nextOfBoth = now;
        closedUntil = now;
    }

    /** Lowers the limit to this, in requests a second; a limit above the present one changes nothing. */
    public synchronized void limitTo(double maxRequestsPerSecond) {
        maxRate = Math.min(maxRate, maxRequestsPerSecond);
    }

    /**
     * Asks for permission to send a recording.
     *
     * @param endpoint the endpoints of the account take turns
     * @param mostInFlight how many submissions may be under way at a time
     * @param patience the number of further failed connections that it tolerates
     * @param granted runs when it may be sent; must not block
     * @param unreachable runs instead after that many failed connections
     */
    Turn submission(
            Object endpoint,
            int mostInFlight,
            Object job,
            int patience,
            Consumer<Turn> granted,
            Consumer<TranscriptionException> unreachable) {
        return enqueue(endpoint, new Turn(submissions, mostInFlight, job, patience, granted, unreachable));
    }

    /**
     * Asks for permission to poll or release a job.
     *
     * @param endpoint the endpoints of the account take turns
     * @param granted runs when the request may be sent; must not block
     */
    Turn poll(Object endpoint, Object job, Consumer<Turn> granted) {
        return enqueue(endpoint, new Turn(polls, Integer.MAX_VALUE, job, Integer.MAX_VALUE, granted, failure -> {}));
    }

    private Turn enqueue(Object endpoint, Turn turn) {
        change(() -> turn.lane.queue.add(endpoint, turn));
        return turn;
    }

    /**
     * Changes the state, and grants the requests that may be sent then. A granted request may end at once and grant the
     * next: a loop, since a recursion has no bound.
     */
    private void change(Runnable change) {
        List<Runnable> todo;
        synchronized (this) {
            change.run();
            todo = grant();
        }
        if (todo.isEmpty()) {
            return;
        }
        Queue<Runnable> outer = granted.get();
        if (outer != null) {
            outer.addAll(todo);
            return;
        }
        Queue<Runnable> mine = new ArrayDeque<>(todo);
        granted.set(mine);
        try {
            for (Runnable next = mine.poll(); next != null; next = mine.poll()) {
                next.run();
            }
        } finally {
            granted.remove();
        }
    }

    /** Whether submissions wait because of the provider, and not for other submissions to end. */
    synchronized boolean isHoldingBack() {
        long now = scheduler.nanoTime();
        return outage
                || closedUntil - now > 0
                || !Double.isInfinite(submissions.rate) && submissions.next - now > 0
                || submissions.pause > 0;
    }

    /** Whether the provider does not answer at present. */
    public synchronized boolean isOutage() {
        return outage;
    }

    /** The rest of the pause that the provider has asked for; zero without one. */
    public synchronized Duration getClosedFor() {
        return Duration.ofNanos(Math.max(0, closedUntil - scheduler.nanoTime()));
    }

    /** The learned rate of submissions a second; infinite without a limit. */
    public synchronized double getSubmissionRate() {
        return submissions.rate;
    }

    /** The learned rate of polls a second; infinite without a limit. */
    public synchronized double getPollRate() {
        return polls.rate;
    }

    /** Requests that wait for their turn. */
    public synchronized int getWaiting() {
        return submissions.queue.size() + polls.queue.size();
    }

    /** The limit that was set, in requests a second; infinite without one. */
    public synchronized double getMaxRate() {
        return maxRate;
    }

    /** Submissions that are being sent. */
    public synchronized int getUploading() {
        return submissions.inFlight;
    }

    /**
     * The state: {@code outage} (the provider does not answer, and only probes are sent), {@code paused} (the provider
     * has asked for a pause), {@code limited} (to a learned rate) or {@code open}.
     */
    public synchronized String getState() {
        if (outage) {
            return "outage";
        }
        if (closedUntil - scheduler.nanoTime() > 0) {
            return "paused";
        }
        return Double.isInfinite(submissions.rate) && Double.isInfinite(polls.rate) ? "open" : "limited";
    }

    /** The number of rejections for load. */
    public synchronized long getRefusals() {
        return refusals;
    }

    private void accepted(Turn turn) {
        long now = scheduler.nanoTime();
        Lane lane = turn.lane;
        if (turn.isProbe()) {
            open(lane, turn.grantedAt, now);
        }
        lane.lastAccepted++;
        lane.accepted.mark(now);
        if (!outage) {
            noFailures();
        } else if (turn.grantedAt - outageSince > 0) {
            noFailures();
            outage = false;
            lanes.forEach(waiting -> waiting.next = now);
        }
    }

    private void noFailures() {
        failures = 0;
        failedJobs.clear();
    }

    private void busy(Turn turn, Duration retryAfter) {
        long now = scheduler.nanoTime();
        Lane lane = turn.lane;
        refusals++;
        noFailures();
        if (retryAfter != null) {
            closeBoth(lane, retryAfter, now);
        }
        if (turn.isProbe()) {
            // The other lane needs time between two pauses that the provider asks for.
            lane.next = later(lane.next, closedUntil + Math.max(0, closedUntil - now) / 10);
        } else if (turn.grantedAt - lane.since > 0) {
            close(lane, now);
        }
    }

    private void closeBoth(Lane rejected, Duration retryAfter, long now) {
        Duration wait = retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
        closedUntil = later(closedUntil, now + jittered(wait.toNanos()));
        Lane other = other(rejected);
        if (other.pause == 0 && !outage) {
            recover(other, now);
        }
    }

    private void close(Lane lane, long now) {
        lane.lastAccepted = lane.accepted.lastSecond(now);
        boolean unknown = Double.isInfinite(lane.rate) && lane.lastAccepted < ENOUGH_TO_MEASURE;
        long freed = unknown ? FIRST_LOOK : jittered(lane.accepted.oldest(now) + SECOND - now);
        lane.next = now + Math.max(freed, interval(lane.rate));
        lane.pause = unknown ? SECOND - FIRST_LOOK : interval(Math.max(0.1, Math.min(2, lane.rate)));
        lane.since = now;
        lane.usual = lane.accepted.usual(now);
        lane.rejectedRate = lane.rate;
        lane.rate = below(lane, Math.max(1, lane.lastAccepted));
        lane.recovering = false;
    }

    private static double below(Lane lane, double accepted) {
        return Math.max(SLOWEST, BELOW_ACCEPTED * Math.min(lane.rejectedRate, accepted));
    }

    private void open(Lane lane, long probed, long now) {
        long closed = probed - lane.since;
        double accepted = Math.max(1, lane.lastAccepted);
        if (closed > 2 * SECOND) {
            accepted = Math.max(accepted * SECOND / closed, lane.accepted.usual(now));
        } else if (closed > 2 * FIRST_LOOK && accepted > 1 && Double.isInfinite(lane.rejectedRate)) {
            lane.rejectedRate = accepted;
        }
        lane.rate = below(lane, accepted);
        lane.pause = 0;
        lane.since = probed;
        lane.next = probed + interval(lane.rate);
        lane.lastGrowth = now;
        lane.slowGrowthSince = now;
    }

    /** What waits until the lane continues is then sent at about the usual rate. */
    private void recover(Lane lane, long now) {
        lane.usual = lane.accepted.usual(now);
        lane.rate = Math.min(lane.rate, Math.max(RECOVERY, lane.usual));
        lane.recovering = true;
        lane.lastGrowth = now;
    }

    private void noAnswer(Turn turn, TranscriptionException failure) {
        long now = scheduler.nanoTime();
        if (!outage) {
            failures++;
            failedJobs.add(turn.job);
            if (failedJobs.size() >= JOBS_OF_AN_OUTAGE
                    && failures >= Math.min(FAILURES_OF_AN_OUTAGE, polls.accepted.lastSecond(now))) {
                outage = true;
                outageSince = now;
                probeDelay = FIRST_PROBE;
                for (Lane lane : lanes) {
                    recover(lane, now);
                    lane.next = now + jittered(probeDelay);
                }
            }
        } else if (turn.grantedAt - outageSince > 0) {
            probeDelay = Math.min(LONGEST_PROBE, 2 * probeDelay);
            unreachable = failure.getVerdict() == Verdict.REJECTED ? failure : null;
        }
    }

    private long jittered(long wait) {
        return (long) (wait * (1 + PollPolicy.JITTER * random.getAsDouble()));
    }

    private static long interval(double rate) {
        return Double.isInfinite(rate) ? 0 : (long) (SECOND / rate);
    }

    /** Removes the requests whose turn has come from the queues, and schedules the next look. */
    private List<Runnable> grant() {
        long now = scheduler.nanoTime();
        List<Runnable> todo = new ArrayList<>(1);
        if (unreachable != null) {
            TranscriptionException why = unreachable;
            unreachable = null;
            submissions.queue.removeIf(turn -> {
                boolean gone = --turn.patience < 0;
                if (gone) {
                    turn.waiting = false;
                    todo.add(() -> turn.unreachable.accept(why));
                }
                return gone;
            });
        }
        while (Math.min(wait(submissions, now), wait(polls, now)) <= 0) {
            Lane first = pollsNext ? polls : submissions;
            Lane lane = wait(first, now) <= 0 ? first : other(first);
            pollsNext = lane == submissions;
            Turn turn = lane.queue.poll();
            turn.waiting = false;
            turn.grantedAt = now;
            turn.out = true;
            lane.inFlight++;
            if (outage) {
                lane.next = now + jittered(probeDelay);
            } else if (lane.pause > 0) {
                lane.next = now + jittered(lane.pause);
                lane.pause = Math.min(LONGEST_PAUSE, 2 * lane.pause);
            } else {
                grow(lane, now);
                lane.next = later(lane.next, now - CATCH_UP) + interval(lane.rate);
            }
            nextOfBoth = later(nextOfBoth, now - CATCH_UP) + interval(maxRate);
            todo.add(() -> turn.granted.accept(turn));
        }
        for (Lane lane : lanes) {
            if (lane.recovering && lane.queue.isEmpty() && !outage && closedUntil - now <= 0) {
                lane.recovering = false;
                lane.rate = Double.POSITIVE_INFINITY;
            }
        }
        planWakeUp(now);
        return todo;
    }

    private Lane other(Lane lane) {
        return lane == polls ? submissions : polls;
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    /** Until the first request of the lane may be sent; without one, or while it waits for others to end, for ever. */
    private long wait(Lane lane, long now) {
        Turn turn = lane.queue.peek();
        return turn == null || lane.inFlight >= turn.mostInFlight
                ? Long.MAX_VALUE
                : Math.max(lane.next - now, Math.max(closedUntil - now, nextOfBoth - now));
    }

    /**
     * Up to nearly the rejected rate, the rate doubles each second. From there it grows the faster, the longer no
     * request is rejected: 0.3 percent a second at first, 5 after 20 seconds, and up to 100. Each attempt at a higher
     * rate costs a pause if the provider does not accept more.
     */
    private void grow(Lane lane, long now) {
        if (Double.isInfinite(lane.rate)) {
            return;
        }
        double elapsed = Math.min(1, (now - lane.lastGrowth) / (double) SECOND);
        double known = Math.min(0.9 * lane.rejectedRate, Math.max(RECOVERY, lane.usual));
        if (lane.recovering) {
            lane.rate *= 1 + 0.05 * elapsed;
        } else if (lane.rate < known) {
            lane.rate = Math.min(known, lane.rate * (1 + elapsed));
            lane.slowGrowthSince = now;
        } else {
            double seconds = (now - lane.slowGrowthSince) / (double) SECOND;
            lane.rate *= 1 + Math.min(1, 0.003 * (1 + Math.pow(seconds / 10, 4))) * elapsed;
        }
        lane.lastGrowth = now;
        if (lane.rate > FASTEST_LEARNED) {
            lane.rate = Double.POSITIVE_INFINITY;
        }
    }

    private void planWakeUp(long now) {
        long earliest = Math.min(wait(submissions, now), wait(polls, now));
        if (earliest == Long.MAX_VALUE) {
            return;
        }
        long at = now + earliest;
        if (nextGrant != null && nextGrantAt - at <= 0 && nextGrantAt - now >= 0) {
            return;
        }
        if (nextGrant != null) {
            nextGrant.cancel(false);
        }
        nextGrantAt = at;
        nextGrant = scheduler.schedule(() -> change(() -> nextGrant = null), Duration.ofNanos(earliest));
    }
}
