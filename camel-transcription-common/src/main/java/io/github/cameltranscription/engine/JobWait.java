/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.Governor.Turn;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

/**
 * Waits for one job. At any time exactly one of these is pending: a task in the scheduler, a turn at the governor or a
 * request to the provider. The deadline, a wake-up and a cancellation may come at any time from any thread.
 */
final class JobWait {

    private static final Logger LOG = LoggerFactory.getLogger(JobWait.class);

    /** The last poll is made at the deadline. This is the time limit for its answer, or for that of a fetch. */
    static final Duration LAST_ANSWER = Duration.ofSeconds(5);

    /** A job is given up after this many "gone" or "denied" answers. */
    static final int REFUSALS = 3;
    /** The answers must cover this time: a gateway or a replica may be wrong for a moment. */
    static final Duration REFUSED_FOR = Duration.ofSeconds(30);

    private static final Duration REFUSED_INTERVAL = Duration.ofSeconds(10);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private enum Phase {
        WAITING,
        ASKING,
        ENDED
    }

    private static final int UNKNOWN = -1;

    private final JobEngine engine;
    private final PendingJob<JobResult> run;
    private final TranscriptionProvider provider;
    private final JobJournal journal;
    private final long deadline;

    private Phase phase = Phase.WAITING;
    private int polls;
    private boolean woken;
    private TranscriptionException lastTrouble;
    private int refusals;
    private Verdict refused;
    private long refusedSince;
    /** The next poll, or the next look whether an answer is overdue. */
    private Future<?> timer;

    private Turn turn;
    private int progress = UNKNOWN;
    private boolean fetching;
    private boolean answered;
    private long asked;
    private long nextPollAt;

    JobWait(PendingJob<JobResult> run, TranscriptionProvider provider, JobJournal journal) {
        this.engine = run.engine();
        this.run = run;
        this.provider = provider;
        this.journal = journal;
        this.deadline = engine.scheduler().nanoTime()
                + engine.settings().pollPolicy().timeout().toNanos();
    }

    /**
     * Begins.
     *
     * @param atOnce whether the first poll is made at once
     */
    void start(boolean atOnce) {
        if (atOnce) {
            poll(0);
        } else {
            planPoll();
        }
    }

    /** Whether there is time for another poll. */
    private synchronized boolean planPoll() {
        if (phase == Phase.ENDED) {
            return true;
        }
        Duration remaining = Duration.ofNanos(deadline - engine.scheduler().nanoTime());
        if (remaining.isNegative() || remaining.isZero()) {
            return false;
        }
        Duration delay = woken
                ? Duration.ZERO
                : refusals > 0 && REFUSED_INTERVAL.compareTo(remaining) < 0
                        ? REFUSED_INTERVAL
                        : engine.settings().pollPolicy().delay(polls, remaining, engine.random());
        woken = false;
        phase = Phase.WAITING;
        int earlierPolls = polls;
        nextPollAt = engine.scheduler().nanoTime() + delay.toNanos();
        plan(() -> poll(earlierPolls), delay);
        return true;
    }

    private void plan(Runnable task, Duration delay) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = engine.scheduler().schedule(task, delay);
    }

    /** A task that began just before it was cancelled finds that there have been more polls since. */
    private void poll(int earlierPolls) {
        synchronized (this) {
            if (phase != Phase.WAITING || polls != earlierPolls) {
                return;
            }
            phase = Phase.ASKING;
            polls++;
            asked = engine.scheduler().nanoTime();
        }
        awaitAnswer();
        ask(
                engine.governor(),
                () -> provider.status(run.jobId()).thenApply(status -> status.requireOf(run.jobId())),
                this::answered);
    }

    /** The task for a deadline hours away would be cancelled by the answer, and some executors keep it until its time. */
    private void awaitAnswer() {
        long left = deadline + LAST_ANSWER.toNanos() - engine.scheduler().nanoTime();
        if (left <= 0) {
            end(null, timedOut());
            return;
        }
        synchronized (this) {
            if (phase == Phase.ASKING) {
                plan(this::awaitAnswer, Duration.ofNanos(Math.min(left, LONGEST_LOOK.toNanos())));
            }
        }
    }

    private void fetch(JobStatus done) {
        synchronized (this) {
            fetching = true;
        }
        ask(
                engine.fetchGovernor(),
                () -> provider.fetch(done).thenCompose(run.caller()::read),
                result -> end(result, null));
    }

    /** Sends a request when the governor permits it; at once without a governor. */
    private <T> void ask(Governor governor, Supplier<CompletionStage<T>> request, Consumer<T> answered) {
        if (governor == null) {
            make(request, null, answered);
            return;
        }
        Turn asked = governor.poll(engine, this, permitted -> make(request, permitted, answered));
        synchronized (this) {
            turn = asked.isWaiting() ? asked : null;
        }
    }

    private <T> void make(Supplier<CompletionStage<T>> request, Turn permitted, Consumer<T> answered) {
        boolean late;
        synchronized (this) {
            late = phase == Phase.ENDED;
            turn = null;
        }
        if (late) {
            if (permitted != null) {
                permitted.unused();
            }
            return;
        }
        Retrier.stage(request).whenComplete((answer, thrown) -> {
            try {
                Throwable failed = thrown == null && answer == null
                        ? new NullPointerException("the adapter gave no answer")
                        : thrown;
                TranscriptionException failure = run.failure(failed);
                report(permitted, failure);
                if (failure == null) {
                    answered.accept(answer);
                } else if (TranscriptionException.unwrapped(failed) instanceof Error) {
                    end(null, failure);
                } else {
                    trouble(failure);
                }
            } catch (Throwable faulty) {
                end(null, run.failure(faulty));
            }
        });
    }

    private static void report(Turn permitted, TranscriptionException failure) {
        if (permitted == null) {
            return;
        }
        if (failure == null) {
            permitted.accepted();
        } else {
            permitted.failed(failure);
        }
    }

    private void answered(JobStatus status) {
        synchronized (this) {
            // The status "done" says nothing of the result, which has its own request.
            if (!fetching || status.state() != JobState.DONE) {
                refusals = 0;
            }
            answered = true;
            if (status.progress() != null) {
                progress = status.progress();
            }
        }
        if (isEnded()) {
            return;
        }
        switch (status.state()) {
            case DONE -> fetch(status);
            case FAILED -> end(null, jobFailed(status));
            default -> {
                run.tell(() -> run.caller().progressed(status));
                planOrTimeOut();
            }
        }
    }

    private void trouble(TranscriptionException failure) {
        Verdict verdict = failure.getVerdict();
        boolean refused = verdict == Verdict.GONE || verdict == Verdict.DENIED;
        if (refused ? isFinal(failure) : verdict != Verdict.PENDING && !failure.isRetriable()) {
            end(null, failure);
            return;
        }
        run.log(() -> LOG.debug(
                "{} job {}: will be asked again after {}", provider.name(), run.jobId(), failure.getMessage()));
        synchronized (this) {
            lastTrouble = failure;
            answered = false;
        }
        planOrTimeOut();
    }

    private synchronized boolean isFinal(TranscriptionException refusal) {
        if (journal.wasDelivered() && refusal.getVerdict() == Verdict.GONE) {
            return true;
        }
        long now = engine.scheduler().nanoTime();
        if (refusals == 0 || refused != refusal.getVerdict()) {
            refusals = 0;
            refused = refusal.getVerdict();
            refusedSince = now;
        }
        refusals++;
        return refusals >= REFUSALS && now - refusedSince >= REFUSED_FOR.toNanos();
    }

    private void planOrTimeOut() {
        if (!planPoll()) {
            end(null, timedOut());
        }
    }

    private synchronized boolean isEnded() {
        return phase == Phase.ENDED;
    }

    /** Whether the provider has said that the job is done. */
    synchronized boolean isDone() {
        return fetching;
    }

    /** What the polls have shown is added to what is known of the job. */
    synchronized JobSnapshot snapshot(JobPhase jobPhase, Duration age, Duration queued, Duration sinceSubmission) {
        long now = engine.scheduler().nanoTime();
        return new JobSnapshot(
                jobPhase,
                run.jobId(),
                age,
                queued,
                sinceSubmission,
                progress == UNKNOWN ? null : progress,
                polls == 0 ? null : Duration.ofNanos(now - asked),
                answered ? null : lastTrouble,
                phase == Phase.WAITING && timer != null ? Duration.ofNanos(Math.max(0, nextPollAt - now)) : null);
    }

    /** Polls now, or once more right after the poll that is under way: its answer may be older than the wake-up. */
    void pollNow() {
        int earlierPolls;
        synchronized (this) {
            if (phase == Phase.ASKING) {
                woken = true;
            }
            if (phase != Phase.WAITING || timer == null) {
                return;
            }
            earlierPolls = polls;
        }
        poll(earlierPolls);
    }

    private synchronized TranscriptionException timedOut() {
        Duration timeout = engine.settings().pollPolicy().timeout();
        String trouble = lastTrouble == null ? "" : "; the last trouble was: " + lastTrouble.getMessage();
        return ErrorCategory.JOB_TIMED_OUT.toException(
                run.details("not done within jobTimeout of " + timeout.toMillis() + " ms after " + polls
                        + " polls; the job continues at the provider and can be awaited by its id" + trouble),
                lastTrouble);
    }

    private TranscriptionException jobFailed(JobStatus status) {
        ErrorCategory category = status.failureCategory() == null ? ErrorCategory.JOB_FAILED : status.failureCategory();
        String reason =
                status.reason() == null || status.reason().isBlank() ? "the provider gave no reason" : status.reason();
        return category.toException(run.details(reason).withVerdict(Verdict.FAILED));
    }

    /** A stream that is never read holds a connection. */
    static void discard(JobResult unwanted) {
        if (unwanted != null && unwanted.body() instanceof Closeable stream) {
            try {
                stream.close();
            } catch (IOException broken) {
                LOG.debug("A result that came too late could not be closed", broken);
            }
        }
    }

    private void end(JobResult value, TranscriptionException failure) {
        if (!finish()) {
            discard(value);
        } else if (failure != null) {
            run.end(null, failure);
        } else {
            Retrier.stage(journal::deliver).whenComplete((delivering, refused) -> {
                if (!run.end(value, run.failure(refused)) || refused != null) {
                    discard(value);
                }
            });
        }
    }

    /** Whether this call ended the wait. The job continues at the provider. */
    boolean finish() {
        Turn unused;
        synchronized (this) {
            if (phase == Phase.ENDED) {
                return false;
            }
            phase = Phase.ENDED;
            if (timer != null) {
                timer.cancel(false);
            }
            unused = turn;
        }
        if (unused != null) {
            unused.cancel();
        }
        return true;
    }
}
