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
 * Limits the rate of requests to an account. All submissions, polls and releases of the account wait for their turn
 * here.
 *
 * <ul>
 * <li><b>Load.</b> A rejection for load cuts the rate of its lane to what the provider accepted during the last second.
 * The rate grows slowly from there. A {@code Retry-After} closes both lanes.
 * <li><b>Outage.</b> When requests about several jobs fail one after the other, both lanes send only occasional probes.
 * After the first answer, the waiting requests are spread over time.
 * <li><b>Fair shares.</b> If both lanes wait, they take turns.
 * </ul>
 */
public final class Governor {

    /** After a longer {@code Retry-After}, the governor tries again after this time. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);

    /** Failures about fewer jobs may be the fault of those jobs. */
    static final int JOBS_OF_AN_OUTAGE = 3;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long FIRST_PROBE = SECOND / 2;
    private static final long LONGEST_PROBE = 5 * SECOND;
    private static final long LONGEST_PAUSE = 60 * SECOND;
    private static final double SLOWEST = 0.1;
    /** A cut goes below what the provider accepted, so that the next second is not too much again. */
    private static final double BELOW_TAKEN = 0.92;

    /** If the provider accepted this share of the requests, the rate was hardly too high. */
    private static final double MOST = 0.8;

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
    private final int[] failedJobs = new int[JOBS_OF_AN_OUTAGE];
    private int failures;
    private TranscriptionException lastUnreachable;
    private boolean patienceLost;
    private long refusals;
    private Future<?> nextGrant;
    private long nextGrantAt;

    /**
     * Submissions, or polls and releases. Each lane has its own counters and rate, because providers limit them
     * separately.
     */
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

        /** Returns the permission: nothing was sent. */
        void unused() {
            finish(() -> {});
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

    /** Lowers the limit to this, in requests a second; a limit above the present one changes nothing. */
    public synchronized void limitTo(double maxRequestsPerSecond) {
        maxRate = Math.min(maxRate, maxRequestsPerSecond);
    }

    /**
     * Asks for permission to send a recording.
     *
     * @param mostInFlight how many submissions may be under way at a time
     * @param job the job
     * @param patience the number of further failed connections that it tolerates
     * @param granted runs when it may be sent; must not block
     * @param unreachable runs instead after that many failed connections
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
     * Asks for permission to poll or release a job.
     *
     * @param job the job
     * @param granted runs when the request may be sent; must not block
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

    /** Whether submissions wait because of the provider, and not for other submissions to end. */
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
        lane.accepted.mark(now);
        if (lane.takenAtCut > 0 && turn.grantedAt - lane.lastCut <= 0) {
            // It was under way when the rate was cut, and counts as accepted at the earlier rate.
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

    /** Waiting requests continue at about the usual rate. */
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
            // It was sent before the rate was cut, so it says nothing about the new rate.
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

    /** The rate that the provider accepts: after a pause, fewer requests were sent than the rate allows. */
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

    /** Removes the requests whose turn has come from the queues, and schedules the next look. */
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
     * Grows faster the longer no request was rejected: 0.3 percent a second at first, 5 after 20 seconds, and up to
     * 100. Each attempt at a higher rate costs a pause if the provider does not accept more.
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
