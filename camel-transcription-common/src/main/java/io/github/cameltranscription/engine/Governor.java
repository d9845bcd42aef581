/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

/**
 * How fast an account is asked. All submissions, polls and releases of the account take turns here.
 *
 * <ul>
 *   <li><b>Load.</b> An answer that says "too many" cuts the rate of its lane to what the provider took during the last
 *       second, and the rate grows slowly from there. A {@code Retry-After} closes both lanes.
 *   <li><b>Outage.</b> When requests about several jobs fail one after the other, both lanes are closed but for a probe
 *       now and then. After the first answer, what waited is spread over time.
 *   <li><b>Fair shares.</b> Where both lanes wait, they take turns.
 * </ul>
 */
public final class Governor {

    /** A provider that asks for more is asked again after this. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);

    /** Failures about fewer jobs may be the fault of those jobs. */
    static final int JOBS_OF_AN_OUTAGE = 3;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long FIRST_PROBE = SECOND / 2;
    private static final long LONGEST_PROBE = 5 * SECOND;
    private static final long LONGEST_PAUSE = 60 * SECOND;
    private static final double SLOWEST = 0.1;
    /** A cut goes below what the provider took, so that the next second is not too much again. */
    private static final double BELOW_TAKEN = 0.92;

    /** Where the provider took this share of what was sent, the rate was hardly too high. */
    private static final double MOST = 0.8;

    private static final double FASTEST_LEARNED = 10_000;
    private static final double RECOVERY = 20;
    /** A thread that comes late may catch up this much, and no more. */
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
    private final int[] failedJobs = new int[JOBS_OF_AN_OUTAGE];
    private int failures;
    private TranscriptionException lastUnreachable;
    private boolean patienceLost;
    private long refusals;
    private Future<?> nextGrant;
    private long nextGrantAt;

    /** Submissions, or polls and releases: they are counted and limited apart, since providers limit them apart. */
    private final class Lane {
        private final Deque<Turn> queue = new ArrayDeque<>();
        private final RateMeter granted = new RateMeter();
        private final RateMeter accepted = new RateMeter();
        /** Requests a second; infinite while nothing has been learned. */
        private double rate = Double.POSITIVE_INFINITY;

        private boolean recovering;
        private boolean oneAtATime;
        private long next;
        private long lastCut;
        private long lastGrowth;
        private int cutsInARow;
        private int takenAtCut;
        private int inFlight;
        private double usual;
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
        private boolean probe;
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

        /** Gives the permission back: nothing was sent. */
        void unused() {
            finish(() -> {});
        }

        /** The provider has answered. */
        void accepted() {
            finish(() -> Governor.this.accepted(this));
        }

        /** What the request came to, where it failed. */
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
         * What a release came to. That the provider cannot release a job says nothing of polls and submissions; that it
         * is too busy, or does not answer, does.
         *
         * @param thrown {@code null} if the job was released
         */
        void released(Throwable thrown) {
            if (thrown == null) {
                accepted();
            } else if (Retrier.cause(thrown) instanceof TranscriptionException failure
                    && (failure.getCategory() == ErrorCategory.RATE_LIMITED || failure.getHttpStatus() == 0)) {
                failed(failure);
            } else {
                unused();
            }
        }

        private void finish(Runnable outcome) {
            List<Runnable> todo;
            synchronized (Governor.this) {
                if (out) {
                    out = false;
                    lane.inFlight--;
                    outcome.run();
                }
                todo = grant();
            }
            todo.forEach(Runnable::run);
        }
    }

    /**
     * @param scheduler the time
     * @param random    between 0 and 1, for jitter
     */
    public Governor(JobScheduler scheduler, DoubleSupplier random) {
        this.scheduler = scheduler;
        this.random = random;
        long now = scheduler.nanoTime();
        for (Lane lane : lanes) {
            lane.next = now;
            lane.lastCut = now - 1;
            lane.lastGrowth = now;
        }
        nextOfBoth = now;
        closedUntil = now;
    }

    /** Allows no more than this, in requests a second; a higher limit than the present one changes nothing. */
    public synchronized void limitTo(double maxRequestsPerSecond) {
        maxRate = Math.min(maxRate, maxRequestsPerSecond);
    }

    /**
     * Asks for permission to send a recording.
     *
     * @param mostInFlight how many submissions may be under way at a time
     * @param job          whose it is
     * @param patience     how many more attempts to connect it waits for
     * @param granted      runs when it may be sent; must not block
     * @param unreachable  runs instead when the provider could not be connected to for that often
     */
    Turn submission(
            int mostInFlight,
            Object job,
            int patience,
            Consumer<Turn> granted,
            Consumer<TranscriptionException> unreachable) {
        return enqueue(new Turn(submissions, mostInFlight, job, patience, granted, unreachable));
    }

    /**
     * Asks for permission to ask about a job, or to release it.
     *
     * @param job     which
     * @param granted runs when it may be asked; must not block
     */
    Turn poll(Object job, Consumer<Turn> granted) {
        return enqueue(new Turn(polls, Integer.MAX_VALUE, job, Integer.MAX_VALUE, granted, failure -> {}));
    }

    private Turn enqueue(Turn turn) {
        List<Runnable> todo;
        synchronized (this) {
            turn.lane.queue.add(turn);
            todo = grant();
        }
        todo.forEach(Runnable::run);
        return turn;
    }

    /** Whether submissions wait for the provider's sake, and not for other submissions to end. */
    synchronized boolean isHoldingBack() {
        long now = scheduler.nanoTime();
        return outage
                || closedUntil - now > 0
                || !Double.isInfinite(submissions.rate) && submissions.next - now > 0
                || submissions.oneAtATime;
    }

    /** Whether the provider does not answer at present. */
    public synchronized boolean isOutage() {
        return outage;
    }

    /** How long nothing but probes is sent because the provider has asked for it; zero if it has not. */
    public synchronized Duration getClosedFor() {
        return Duration.ofNanos(Math.max(0, closedUntil - scheduler.nanoTime()));
    }

    /** Submissions a second that the provider takes, as learned; infinite while it took all. */
    public synchronized double getSubmissionRate() {
        return submissions.rate;
    }

    /** Polls a second that the provider answers, as learned; infinite while it answered all. */
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
     * What it does at present: {@code outage} (the provider does not answer, and only probes are sent), {@code paused}
     * (the provider has asked for it), {@code limited} (it has learned a rate) or {@code open}.
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

    /** How often the provider has said "too many". */
    public synchronized long getRefusals() {
        return refusals;
    }

    private void accepted(Turn turn) {
        long now = scheduler.nanoTime();
        Lane lane = turn.lane;
        lane.accepted.mark(now);
        if (lane.takenAtCut > 0 && turn.grantedAt - lane.lastCut <= 0) {
            // It was under way when the rate was cut, and belongs to what the provider took.
            lane.takenAtCut++;
            lane.rate = Math.max(lane.rate, lane.takenAtCut * BELOW_TAKEN);
        }
        lane.cutsInARow = 0;
        lane.oneAtATime = false;
        if (!outage) {
            failures = 0;
        } else if (turn.grantedAt - outageSince >= 0) {
            failures = 0;
            outage = false;
            recover(submissions, now);
            recover(polls, now);
        }
    }

    /** What waited goes on about as fast as it usually does. */
    private void recover(Lane lane, long now) {
        lane.rate = Math.min(lane.rate, Math.max(RECOVERY, lane.usual));
        lane.recovering = true;
        lane.next = now;
        lane.lastGrowth = now;
    }

    private void busy(Turn turn, Duration retryAfter) {
        long now = scheduler.nanoTime();
        Lane lane = turn.lane;
        refusals++;
        failures = 0;
        if (retryAfter != null) {
            Duration wait = retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
            long until = now + jittered(wait.toNanos());
            closedUntil = closedUntil - until > 0 ? closedUntil : until;
        }
        if (turn.grantedAt - lane.lastCut <= 0) {
            // It was sent before the rate was cut, and says nothing of the new rate.
            return;
        }
        int taken = lane.accepted.lastSecond(now);
        lane.takenAtCut = taken;
        if (taken > 0) {
            lane.rate = Math.max(SLOWEST, Math.min(lane.rate, possible(lane, taken, now)) * BELOW_TAKEN);
        } else {
            lane.cutsInARow++;
            lane.rate = Math.max(SLOWEST, Math.min(lane.rate, Math.max(1, lane.granted.lastSecond(now))) * 0.5);
        }
        long pause = taken > 0
                ? lane.accepted.oldest(now) + SECOND - now
                : Math.min(LONGEST_PAUSE, SECOND << Math.min(6, lane.cutsInARow - 1));
        lane.next = now + Math.max(jittered(Math.max(0, pause)), interval(lane.rate));
        lane.lastCut = now;
        lane.lastGrowth = now;
        lane.recovering = false;
        lane.oneAtATime = true;
    }

    /** What the provider takes: after a pause, less was sent than the rate allows, and less was taken. */
    private static double possible(Lane lane, int taken, long now) {
        boolean most = taken >= MOST * (lane.granted.lastSecond(now) - 1);
        return most && !Double.isInfinite(lane.rate) ? lane.rate : taken;
    }

    private void noAnswer(Turn turn, TranscriptionException failure) {
        long now = scheduler.nanoTime();
        if (!outage) {
            for (int i = 0; i < failures; i++) {
                if (failedJobs[i] == turn.job) {
                    return;
                }
            }
            failedJobs[failures++] = turn.job;
            if (failures == JOBS_OF_AN_OUTAGE) {
                outage = true;
                outageSince = now;
                submissions.usual = submissions.granted.usual(now);
                polls.usual = polls.granted.usual(now);
                probeDelay = FIRST_PROBE;
                nextProbe(now);
            }
        } else if (turn.probe) {
            probeDelay = Math.min(LONGEST_PROBE, 2 * probeDelay);
        }
        if (outage && failure.getVerdict() == Verdict.REJECTED) {
            submissions.queue.forEach(waiting -> waiting.patience--);
            lastUnreachable = failure;
            patienceLost = true;
        }
    }

    private void nextProbe(long now) {
        submissions.next = now + jittered(probeDelay);
        polls.next = now + jittered(probeDelay);
    }

    private long jittered(long wait) {
        return (long) (wait * (1 + PollPolicy.JITTER * random.getAsDouble()));
    }

    private static long interval(double rate) {
        return Double.isInfinite(rate) ? 0 : (long) (SECOND / rate);
    }

    /** Takes those whose turn it is out of the queues, and sees to it that the next ones are not forgotten. */
    private List<Runnable> grant() {
        long now = scheduler.nanoTime();
        List<Runnable> todo = new ArrayList<>(1);
        if (patienceLost) {
            patienceLost = false;
            TranscriptionException why = lastUnreachable;
            submissions.queue.removeIf(turn -> {
                boolean gone = turn.patience < 0;
                if (gone) {
                    turn.waiting = false;
                    todo.add(() -> turn.unreachable.accept(why));
                }
                return gone;
            });
        }
        while (nextOfBoth - now <= 0 && closedUntil - now <= 0) {
            Lane first = pollsNext ? polls : submissions;
            Lane lane = mayGrant(first, now) ? first : mayGrant(other(first), now) ? other(first) : null;
            if (lane == null) {
                break;
            }
            pollsNext = lane == submissions;
            Turn turn = lane.queue.poll();
            turn.waiting = false;
            turn.grantedAt = now;
            turn.out = true;
            turn.probe = outage;
            lane.inFlight++;
            lane.granted.mark(now);
            if (outage) {
                lane.next = now + jittered(probeDelay);
            } else {
                grow(lane, now);
                lane.next = later(lane.next, now - CATCH_UP) + interval(lane.rate);
            }
            nextOfBoth = later(nextOfBoth, now - CATCH_UP) + interval(maxRate);
            todo.add(() -> turn.granted.accept(turn));
        }
        for (Lane lane : lanes) {
            if (lane.recovering && lane.queue.isEmpty() && !outage) {
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

    private boolean mayGrant(Lane lane, long now) {
        return hasCandidate(lane) && lane.next - now <= 0;
    }

    private boolean hasCandidate(Lane lane) {
        Turn turn = lane.queue.peek();
        return turn != null && lane.inFlight < (lane.oneAtATime && !outage ? 1 : turn.mostInFlight);
    }

    /**
     * Faster the longer nothing has gone wrong: 0.3 percent a second at first, 5 after 20 seconds, and up to 100. Each
     * attempt at a higher rate costs a pause if the provider does not take more.
     */
    private void grow(Lane lane, long now) {
        if (Double.isInfinite(lane.rate)) {
            return;
        }
        double sinceCut = (now - lane.lastCut) / (double) SECOND;
        double elapsed = Math.min(1, (now - lane.lastGrowth) / (double) SECOND);
        double growth = lane.recovering ? 0.05 : 0.003 * (1 + Math.pow(sinceCut / 10, 4));
        lane.rate *= 1 + Math.min(1, growth) * elapsed;
        lane.lastGrowth = now;
        if (lane.rate > FASTEST_LEARNED) {
            lane.rate = Double.POSITIVE_INFINITY;
        }
    }

    private void planWakeUp(long now) {
        long earliest = Long.MAX_VALUE;
        for (Lane lane : lanes) {
            if (hasCandidate(lane)) {
                long wait = Math.max(lane.next - now, Math.max(closedUntil - now, nextOfBoth - now));
                earliest = Math.min(earliest, Math.max(0, wait));
            }
        }
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
        nextGrant = scheduler.schedule(this::grantDue, Duration.ofNanos(earliest));
    }

    private void grantDue() {
        List<Runnable> todo;
        synchronized (this) {
            nextGrant = null;
            todo = grant();
        }
        todo.forEach(Runnable::run);
    }
}
