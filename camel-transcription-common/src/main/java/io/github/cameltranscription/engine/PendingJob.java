/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.Admission.Place;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * One job or request in the engine: a place, a submission, a wait or both, and the result for the caller. It ends
 * exactly once.
 */
public final class PendingJob<T> {

    private static final Logger LOG = LoggerFactory.getLogger(PendingJob.class);

    private static final long NOT_YET = Long.MIN_VALUE;

    private final JobEngine engine;
    private final Caller caller;
    private final String provider;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Place place;
    private boolean begun;
    private boolean ended;
    private volatile String jobId;
    private volatile long leftQueue = NOT_YET;
    private volatile long submittedAt = NOT_YET;
    private volatile long endedAt = NOT_YET;
    private volatile Submitting<?> submitting;
    private volatile JobWait wait;

    PendingJob(JobEngine engine, Caller caller, String provider, String jobId) {
        this.engine = engine;
        this.caller = caller;
        this.provider = provider;
        this.jobId = jobId;
    }

    /**
     * Ends with the result, or with a {@link TranscriptionException} that carries the job's id if there is one. It always
     * ends, exactly once, on the executor of the {@link Caller}.
     */
    public CompletionStage<T> result() {
        return result;
    }

    /**
     * Runs the work when there is a place.
     *
     * @throws InterruptedException if the caller is interrupted while blocked; nothing has been done then
     */
    void enter(Runnable work) throws InterruptedException {
        if (caller.entry() == null) {
            if (!engine.admission().block(caller::isRunning)) {
                throw stopped();
            }
            begin(work);
            return;
        }
        Place mine = engine.admission().queue(caller.entry(), () -> begin(work));
        if (mine == null) {
            throw stopped();
        }
        boolean cancelled;
        synchronized (this) {
            place = begun ? null : mine;
            cancelled = ended && !begun;
        }
        if (cancelled) {
            mine.cancel();
        }
    }

    /** The place may be granted after the route was stopped. */
    private void begin(Runnable work) {
        engine.began(this);
        boolean stopped;
        synchronized (this) {
            begun = true;
            stopped = ended;
            // The work refers to the recording.
            place = null;
        }
        if (stopped) {
            leave(() -> {});
            return;
        }
        if (!caller.isRunning() || engine.admission().isClosed()) {
            // The stop of a route ends its exchanges one by one, and each gives its place to the next in the queue.
            end(null, stopped());
            return;
        }
        try {
            work.run();
        } catch (Throwable unexpected) {
            end(null, failure(unexpected));
        }
    }

    private void leave(Runnable handover) {
        Runnable task = () -> {
            engine.admission().handedOver(caller.entry());
            handover.run();
        };
        engine.ended(this, caller.entry());
        execute(task);
    }

    private void execute(Runnable task) {
        try {
            caller.execute(task);
        } catch (RejectedExecutionException stopping) {
            task.run();
        }
    }

    void submit(SubmissionRequest<T> request, JobJournal journal) {
        submitted(request, journal).whenComplete((answer, thrown) -> end(answer, failure(thrown)));
    }

    /** Holds a place while the caller's own action runs. */
    void hold(Supplier<CompletionStage<T>> action) {
        leftQueue = engine.scheduler().nanoTime();
        Retrier.stage(action).whenComplete((value, thrown) -> end(value, failure(thrown)));
    }

    /** {@code transcribe}: a submission, then a wait. */
    static void transcribe(PendingJob<JobResult> run, RecordingSubmission request, JobJournal journal) {
        run.submitted(request, journal).whenComplete((made, thrown) -> {
            if (thrown == null) {
                await(run, request.provider(), made.known(), journal);
            } else {
                run.end(null, run.failure(thrown));
            }
        });
    }

    /** @param atOnce whether the job was submitted before, so that the first poll is made at once */
    static void await(PendingJob<JobResult> run, TranscriptionProvider provider, boolean atOnce, JobJournal journal) {
        JobWait waiting = new JobWait(run, provider, journal);
        if (run.leftQueue == NOT_YET) {
            run.leftQueue = run.engine.scheduler().nanoTime();
        }
        run.wait = waiting;
        // It refers to the recording.
        run.submitting = null;
        if (!run.isEnded()) {
            waiting.start(atOnce);
        }
    }

    private <S> CompletionStage<S> submitted(SubmissionRequest<S> request, JobJournal journal) {
        Submitting<S> sequence = new Submitting<>(this, request, journal);
        submitting = sequence;
        if (isEnded()) {
            sequence.cancel();
        }
        return sequence.start().thenApply(answer -> {
            leftQueue = sequence.sentAt(engine.scheduler().nanoTime());
            jobId = request.jobId(answer);
            if (!(answer instanceof Submission made && made.known())) {
                submittedAt = engine.scheduler().nanoTime();
            }
            if (!isEnded() && answer instanceof Submission made) {
                tell(() -> caller.submitted(made));
            }
            return answer;
        });
    }

    /** A caller that throws must not end the job. */
    void tell(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException faulty) {
            log(() -> LOG.warn("{} job {}: a listener failed", provider, jobId, faulty));
        }
    }

    void log(Runnable line) {
        caller.log(provider, jobId, line);
    }

    String jobId() {
        return jobId;
    }

    /** The provider has named the job. */
    void named(String newJobId) {
        jobId = newJobId;
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    JobEngine engine() {
        return engine;
    }

    Caller caller() {
        return caller;
    }

    boolean pollNow(String wanted) {
        JobWait waiting = wait;
        boolean mine = waiting != null && wanted.equals(jobId);
        if (mine) {
            waiting.pollNow();
        }
        return mine;
    }

    /** The state of the request; after its end, the last state. */
    public JobSnapshot snapshot() {
        long end = endedAt;
        long now = end == NOT_YET ? engine.scheduler().nanoTime() : end;
        JobWait waiting = wait;
        Submitting<?> sequence = submitting;
        long left = sequence == null ? leftQueue : sequence.sentAt(NOT_YET);
        long submitted = submittedAt;
        JobPhase phase = waiting != null
                ? end != NOT_YET || waiting.isDone() ? JobPhase.DELIVERING : JobPhase.WAITING
                : left == NOT_YET ? JobPhase.QUEUED : end == NOT_YET ? JobPhase.UPLOADING : JobPhase.DELIVERING;
        Duration age = Duration.ofNanos(now - caller.arrived());
        Duration queued = left == NOT_YET ? age : Duration.ofNanos(left - caller.arrived());
        Duration sinceSubmission = submitted == NOT_YET ? null : Duration.ofNanos(now - submitted);
        return waiting == null
                ? new JobSnapshot(phase, jobId, age, queued, sinceSubmission, null, null, null, null)
                : waiting.snapshot(phase, age, queued, sinceSubmission);
    }

    /**
     * Stops waiting: unless it has ended, it ends with JOB_INTERRUPTED, or with UNCERTAIN_SUBMISSION while a recording
     * is being sent. The job continues at the provider.
     */
    public void cancel() {
        Submitting<?> sequence = submitting;
        end(null, sequence == null || wait != null ? stopped() : sequence.cancel());
    }

    TranscriptionException stopped() {
        return ErrorCategory.JOB_INTERRUPTED.toException(details(
                jobId == null
                        ? "the route was stopped; nothing was sent"
                        : "the route was stopped; the job continues at the provider"));
    }

    /** The failure for the caller; {@code null} without one. */
    TranscriptionException failure(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        Throwable cause = TranscriptionException.unwrapped(thrown);
        return cause instanceof TranscriptionException known
                ? known.withJobId(jobId)
                : ErrorCategory.PROVIDER_UNAVAILABLE.toException(details("an unexpected error: " + cause), cause);
    }

    ErrorDetails details(String message) {
        return ErrorDetails.of(provider, engine.settings().operation(), message).withJobId(jobId);
    }

    /** Whether this was the end: the result of a run that ended before goes to no one. */
    boolean end(T value, TranscriptionException failure) {
        Place queued;
        boolean working;
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            endedAt = engine.scheduler().nanoTime();
            working = begun;
            queued = place;
            if (submitting != null) {
                // It refers to the recording, and the rest of the route may take long.
                leftQueue = submitting.sentAt(leftQueue);
                submitting = null;
            }
        }
        JobWait waiting = wait;
        if (waiting != null) {
            waiting.finish();
        }
        Runnable handover = () -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        };
        if (working) {
            leave(handover);
        } else {
            if (queued != null) {
                queued.cancel();
            }
            execute(handover);
        }
        return true;
    }
}
