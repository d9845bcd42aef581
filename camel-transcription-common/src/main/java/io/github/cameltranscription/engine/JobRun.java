/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.engine.JobScheduler.ScheduledTask;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * One job on its way. At any time exactly one thing is outstanding: a request to the provider or a task in the
 * scheduler; the deadline, a wake-up and a cancellation may come in between from any thread.
 */
final class JobRun implements PendingJob {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    /** The last poll is made at the deadline; this is how long its answer, or that of a fetch, is waited for. */
    static final Duration LAST_ANSWER = Duration.ofSeconds(5);

    private enum Phase {
        UNSENT,
        SUBMITTING,
        WAITING,
        ASKING,
        ENDED
    }

    private final JobEngine engine;
    private final TranscriptionProvider provider;
    private final JobListener listener;
    private final CompletableFuture<JobResult> result = new CompletableFuture<>();

    private Phase phase = Phase.UNSENT;
    private volatile String jobId;
    private long deadline;
    private int polls;
    private boolean woken;
    private TranscriptionException lastTrouble;
    private ScheduledTask nextPoll;
    private ScheduledTask lastCall;

    JobRun(JobEngine engine, TranscriptionProvider provider, String jobId, JobListener listener) {
        this.engine = engine;
        this.provider = provider;
        this.jobId = jobId;
        this.listener = listener;
    }

    String jobId() {
        return jobId;
    }

    @Override
    public CompletionStage<JobResult> result() {
        return result;
    }

    void submit(AudioSource audio, Map<String, String> parameters) {
        CompletionStage<Void> check = engine.retrier().idempotent(() -> provider.checkSubmission(audio, parameters));
        CompletionStage<Submission> sent =
                check.thenCompose(checked -> engine.retrier().submission(() -> send(audio, parameters)));
        sent.whenComplete((submission, thrown) -> {
            if (thrown != null) {
                end(null, submissionFailure(thrown));
                return;
            }
            jobId = submission.jobId();
            if (isEnded()) {
                LOG.warn(
                        "{} job {} was submitted, but its route was stopped meanwhile and nobody waits for it",
                        provider.name(),
                        jobId);
                return;
            }
            tell(() -> listener.submitted(submission));
            startWaiting(false);
        });
    }

    private CompletionStage<Submission> send(AudioSource audio, Map<String, String> parameters) {
        listener.sending();
        synchronized (this) {
            if (phase == Phase.ENDED) {
                throw cancelled();
            }
            phase = Phase.SUBMITTING;
        }
        return provider.submit(audio, parameters).whenComplete((submission, thrown) -> {
            if (thrown == null) {
                Objects.requireNonNull(submission, "the adapter gave no submission");
                Objects.requireNonNull(submission.jobId(), "the adapter gave no job id");
            } else if (Retrier.cause(thrown) instanceof TranscriptionException known
                    && known.getDetails().notAccepted()) {
                backToUnsent();
            }
        });
    }

    private synchronized void backToUnsent() {
        if (phase == Phase.SUBMITTING) {
            phase = Phase.UNSENT;
        }
    }

    void await() {
        startWaiting(true);
    }

    private void startWaiting(boolean atOnce) {
        Duration timeout = engine.pollPolicy().timeout();
        synchronized (this) {
            if (phase == Phase.ENDED) {
                return;
            }
            deadline = engine.scheduler().nanoTime() + timeout.toNanos();
            lastCall = engine.scheduler().schedule(this::timeOut, timeout.plus(LAST_ANSWER));
            phase = Phase.WAITING;
            if (!atOnce) {
                scheduleNextPoll(null);
            }
        }
        if (atOnce) {
            poll(0);
        }
    }

    /** Ends the job where nothing is left of its time. */
    private synchronized boolean scheduleNextPoll(Duration retryAfter) {
        Duration remaining = Duration.ofNanos(deadline - engine.scheduler().nanoTime());
        if (remaining.isNegative() || remaining.isZero()) {
            return false;
        }
        Duration delay =
                woken ? Duration.ZERO : engine.pollPolicy().delay(polls, retryAfter, remaining, engine.random());
        woken = false;
        phase = Phase.WAITING;
        int earlierPolls = polls;
        nextPoll = engine.scheduler().schedule(() -> poll(earlierPolls), delay);
        return true;
    }

    /** A task that began just before it was cancelled finds that there have been more polls since. */
    private void poll(int earlierPolls) {
        synchronized (this) {
            if (phase != Phase.WAITING || polls != earlierPolls) {
                return;
            }
            phase = Phase.ASKING;
            polls++;
        }
        asked(() -> provider.status(jobId)).whenComplete((status, thrown) -> {
            if (isEnded()) {
                return;
            }
            if (thrown != null) {
                tryAgainOrEnd(failure(thrown));
            } else if (status.state() == JobState.DONE) {
                fetch(status);
            } else if (status.state() == JobState.FAILED) {
                end(null, jobFailed(status));
            } else {
                tell(() -> listener.progressed(status));
                if (!scheduleUnlessEnded(null)) {
                    timeOut();
                }
            }
        });
    }

    private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> request) {
        return Retrier.stage(request).thenApply(answer -> Objects.requireNonNull(answer, "the adapter gave no answer"));
    }

    private synchronized boolean isEnded() {
        return phase == Phase.ENDED;
    }

    /** A listener that throws must not cost the job. */
    private void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException faulty) {
            LOG.warn("{} job {}: a listener failed", provider.name(), jobId, faulty);
        }
    }

    private void fetch(JobStatus done) {
        asked(() -> provider.fetch(done)).whenComplete((fetched, thrown) -> {
            if (thrown != null) {
                tryAgainOrEnd(failure(thrown));
            } else {
                end(fetched, null);
            }
        });
    }

    private void tryAgainOrEnd(TranscriptionException failure) {
        if (!failure.isRetriable()) {
            end(null, failure);
            return;
        }
        LOG.debug("{} job {}: will be asked again after {}", provider.name(), jobId, failure.getMessage());
        synchronized (this) {
            lastTrouble = failure;
        }
        if (!scheduleUnlessEnded(failure.getRetryAfter())) {
            timeOut();
        }
    }

    private synchronized boolean scheduleUnlessEnded(Duration retryAfter) {
        return phase == Phase.ENDED || scheduleNextPoll(retryAfter);
    }

    /** Polls now, or once more right after the poll that is under way: its answer may be older than the wake-up. */
    void wake() {
        int earlierPolls;
        synchronized (this) {
            if (phase == Phase.ASKING) {
                woken = true;
            }
            if (phase != Phase.WAITING || nextPoll == null) {
                return;
            }
            nextPoll.cancel();
            earlierPolls = polls;
        }
        poll(earlierPolls);
    }

    @Override
    public void cancel() {
        TranscriptionException failure;
        synchronized (this) {
            failure = cancelled();
            if (!finish()) {
                return;
            }
        }
        handOver(null, failure);
    }

    private synchronized TranscriptionException cancelled() {
        if (phase == Phase.SUBMITTING) {
            return ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                    details("the route was stopped while the recording was being sent"));
        }
        return ErrorCategory.JOB_INTERRUPTED.toException(details(
                jobId == null
                        ? "the route was stopped; nothing was sent"
                        : "the route was stopped; the job goes on at the provider"));
    }

    private void timeOut() {
        end(null, timedOut());
    }

    private synchronized TranscriptionException timedOut() {
        Duration timeout = engine.pollPolicy().timeout();
        String trouble = lastTrouble == null ? "" : "; the last trouble was: " + lastTrouble.getMessage();
        return ErrorCategory.JOB_TIMED_OUT.toException(
                details("not done within jobTimeout of " + timeout.toMillis() + " ms after " + polls
                        + " polls; the job goes on at the provider and can be awaited by its id" + trouble),
                lastTrouble);
    }

    private TranscriptionException jobFailed(JobStatus status) {
        ErrorCategory category = status.failureCategory() == null ? ErrorCategory.JOB_FAILED : status.failureCategory();
        String reason =
                status.reason() == null || status.reason().isBlank() ? "the provider gave no reason" : status.reason();
        return category.toException(details(reason));
    }

    /** Nobody knows how far an adapter got that failed in a way of its own while it was sending. */
    private synchronized TranscriptionException submissionFailure(Throwable thrown) {
        Throwable cause = Retrier.cause(thrown);
        if (cause instanceof TranscriptionException known) {
            return known;
        }
        return phase == Phase.UNSENT
                ? ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                        details("an unexpected error before anything was sent: " + cause), cause)
                : ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                        details("an unexpected error while the recording was being sent, so the job may exist and be"
                                + " paid for: " + cause),
                        cause);
    }

    private TranscriptionException failure(Throwable thrown) {
        Throwable cause = Retrier.cause(thrown);
        return cause instanceof TranscriptionException known
                ? known.withJobId(jobId)
                : ErrorCategory.PROVIDER_UNAVAILABLE.toException(details("an unexpected error: " + cause), cause);
    }

    private ErrorDetails details(String message) {
        return ErrorDetails.of(provider.name(), engine.operation(), message).withJobId(jobId);
    }

    /** A stream that nobody will read holds a connection. */
    private static void discard(JobResult unwanted) {
        if (unwanted != null && unwanted.body() instanceof Closeable stream) {
            try {
                stream.close();
            } catch (IOException broken) {
                LOG.debug("A result that came too late could not be closed", broken);
            }
        }
    }

    private void end(JobResult value, TranscriptionException failure) {
        if (finish()) {
            handOver(value, failure);
        } else {
            discard(value);
        }
    }

    /** Whether this was what ended the job. */
    private synchronized boolean finish() {
        if (phase == Phase.ENDED) {
            return false;
        }
        phase = Phase.ENDED;
        if (nextPoll != null) {
            nextPoll.cancel();
        }
        if (lastCall != null) {
            lastCall.cancel();
        }
        return true;
    }

    private void handOver(JobResult value, TranscriptionException failure) {
        engine.leave(this, () -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }
}
