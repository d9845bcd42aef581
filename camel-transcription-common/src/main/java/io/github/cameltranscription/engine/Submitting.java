/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.Governor.Turn;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

/**
 * One submission: permission, check, intent, upload, job id, one after the other. It is sent again only if the provider
 * certainly did not accept it.
 */
final class Submitting<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);

    /** The interval at which a submission past its deadline checks whether it still waits because of the provider. */
    private static final Duration LATE_LOOK = Duration.ofSeconds(1);

    private enum Phase {
        UNSENT,
        SENDING,
        CANCELLED
    }

    private final JobEngine engine;
    private final PendingJob<?> run;
    private final SubmissionRequest<T> request;
    private final JobJournal journal;
    private final long deadline;
    private Phase phase = Phase.UNSENT;
    private Turn turn;
    private CompletableFuture<Turn> waiting;
    private Future<?> deadlineLook;
    private boolean checked;
    private int unreachable;
    private TranscriptionException lastRefusal;
    private Long sentAt;

    Submitting(PendingJob<?> run, SubmissionRequest<T> request, JobJournal journal) {
        this.engine = run.engine();
        this.run = run;
        this.request = request;
        this.journal = journal;
        this.deadline =
                run.caller().arrived() + engine.settings().submitTimeout().toNanos();
    }

    CompletionStage<T> start() {
        return permission().thenCompose(permitted -> checked ? intend(permitted) : check(permitted));
    }

    /**
     * The check may be a request of the account too: it uses the submission's turn, and a repetition uses another turn.
     */
    private CompletionStage<T> check(Turn permitted) {
        return Retrier.stage(request::check)
                .handle((passed, thrown) -> {
                    if (thrown == null) {
                        checked = true;
                        return intend(permitted);
                    }
                    if (TranscriptionException.unwrapped(thrown) instanceof TranscriptionException refused
                            && refused.isRetriable()) {
                        permitted.failed(refused);
                        return again(refused);
                    }
                    permitted.unused();
                    return CompletableFuture.<T>failedFuture(failure(thrown));
                })
                .thenCompose(Function.identity());
    }

    private CompletionStage<T> intend(Turn permitted) {
        if (isCancelled()) {
            permitted.unused();
            return CompletableFuture.failedFuture(run.stopped());
        }
        return Retrier.stage(journal::intend)
                .handle((known, refused) -> {
                    if (refused != null) {
                        permitted.unused();
                        throw failure(refused);
                    }
                    if (known != null) {
                        permitted.unused();
                        return CompletableFuture.completedFuture(request.ofKnownJob(known));
                    }
                    return send(permitted);
                })
                .thenCompose(Function.identity());
    }

    /** Fails if the submission has waited because of the provider until its deadline. */
    private CompletionStage<Turn> permission() {
        CompletableFuture<Turn> permitted = new CompletableFuture<>();
        synchronized (this) {
            if (phase == Phase.CANCELLED) {
                return CompletableFuture.failedFuture(run.stopped());
            }
            waiting = permitted;
        }
        Turn asked = engine.governor()
                .submission(
                        engine,
                        engine.settings().maxConcurrentUploads(),
                        this,
                        engine.settings().retryPolicy().maxRetries() - unreachable,
                        granted -> {
                            if (!permitted.complete(granted)) {
                                granted.unused();
                            }
                        },
                        cause -> permitted.completeExceptionally(withOurNames(cause)));
        synchronized (this) {
            turn = asked;
        }
        lookAtDeadline(permitted);
        permitted.whenComplete((done, failed) -> cancelLook());
        return permitted;
    }

    private void lookAtDeadline(CompletableFuture<Turn> permitted) {
        if (permitted.isDone()) {
            return;
        }
        long left = deadline - engine.scheduler().nanoTime();
        if (left <= 0 && engine.governor().isHoldingBack()) {
            if (turn.cancel()) {
                permitted.completeExceptionally(notTaken());
            }
            return;
        }
        // After the deadline it waits only for other submissions of this process.
        Duration delay = left > 0 ? Duration.ofNanos(left) : LATE_LOOK;
        synchronized (this) {
            if (!permitted.isDone()) {
                deadlineLook = engine.scheduler().schedule(() -> lookAtDeadline(permitted), delay);
            }
        }
    }

    private synchronized void cancelLook() {
        if (deadlineLook != null) {
            deadlineLook.cancel(false);
        }
    }

    private CompletionStage<T> send(Turn permitted) {
        boolean cancelled;
        synchronized (this) {
            cancelled = phase == Phase.CANCELLED;
            if (!cancelled) {
                phase = Phase.SENDING;
                sentAt = engine.scheduler().nanoTime();
            }
        }
        if (cancelled) {
            permitted.unused();
            return journal.rejected().thenApply(taken -> {
                throw run.stopped();
            });
        }
        return Retrier.stage(request::send)
                .handle((answer, thrown) ->
                        thrown == null ? taken(permitted, answer) : notTaken(permitted, failure(thrown)))
                .thenCompose(Function.identity());
    }

    private CompletionStage<T> taken(Turn permitted, T answer) {
        permitted.accepted();
        String jobId = request.jobId(answer);
        if (jobId == null) {
            return CompletableFuture.completedFuture(answer);
        }
        run.named(jobId);
        if (isCancelled()) {
            run.log(() -> LOG.warn("Job {} was submitted while its route was stopping: nothing waits for it", jobId));
        }
        return journal.submitted(jobId).thenApply(recorded -> answer);
    }

    private CompletionStage<T> notTaken(Turn permitted, TranscriptionException failure) {
        permitted.failed(failure);
        if (failure.getVerdict() != Verdict.REJECTED) {
            return CompletableFuture.failedFuture(failure);
        }
        boolean cancelled;
        synchronized (this) {
            cancelled = phase == Phase.CANCELLED;
            if (!cancelled) {
                phase = Phase.UNSENT;
            }
        }
        return journal.rejected()
                .thenCompose(taken -> cancelled || !request.isRepeatable()
                        ? CompletableFuture.failedFuture(failure)
                        : again(failure));
    }

    private CompletionStage<T> again(TranscriptionException failure) {
        lastRefusal = failure;
        boolean load = failure.getCategory() == ErrorCategory.RATE_LIMITED;
        boolean unreached = failure.getCategory() == ErrorCategory.PROVIDER_UNAVAILABLE;
        boolean late = deadline - engine.scheduler().nanoTime() <= 0;
        if (late || !load && !unreached) {
            return CompletableFuture.failedFuture(failure);
        }
        if (load) {
            return start();
        }
        Duration delay = engine.settings().retryPolicy().delayAfter(++unreachable, null, engine.random());
        if (delay == null) {
            return CompletableFuture.failedFuture(failure);
        }
        CompletableFuture<Void> pause = new CompletableFuture<>();
        engine.scheduler().schedule(() -> pause.complete(null), delay);
        return pause.thenCompose(over -> start());
    }

    /**
     * When the last attempt to send the recording began.
     *
     * @param unsent the value before the first attempt
     */
    synchronized long sentAt(long unsent) {
        return phase == Phase.UNSENT || sentAt == null ? unsent : sentAt;
    }

    private synchronized boolean isCancelled() {
        return phase == Phase.CANCELLED;
    }

    /** Cancels the submission. */
    TranscriptionException cancel() {
        CompletableFuture<Turn> blocked;
        TranscriptionException meaning;
        synchronized (this) {
            meaning = phase == Phase.SENDING && run.jobId() == null
                    ? ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                            run.details("the route was stopped while the recording was being sent"))
                    : run.stopped();
            phase = Phase.CANCELLED;
            blocked = waiting;
        }
        if (blocked != null && turn != null && turn.cancel()) {
            blocked.completeExceptionally(meaning);
        }
        return meaning;
    }

    private TranscriptionException notTaken() {
        Duration closedFor = engine.governor().getClosedFor();
        String why = lastRefusal == null ? "the provider takes no more at present" : lastRefusal.getProviderMessage();
        ErrorDetails details = run.details("not taken within submitTimeout of "
                        + engine.settings().submitTimeout().toMillis() + " ms: " + why + "; nothing was sent")
                .withVerdict(Verdict.REJECTED)
                .withHttpStatus(lastRefusal == null ? 0 : lastRefusal.getHttpStatus())
                .withRetryAfter(closedFor.isZero() ? null : closedFor);
        ErrorCategory category =
                engine.governor().isOutage() ? ErrorCategory.PROVIDER_UNAVAILABLE : ErrorCategory.RATE_LIMITED;
        return category.toException(details, lastRefusal);
    }

    /** The failure of another submission of the account, as the failure of this one. */
    private TranscriptionException withOurNames(TranscriptionException cause) {
        return cause.getCategory()
                .toException(
                        run.details(cause.getProviderMessage() + "; nothing was sent")
                                .withVerdict(Verdict.REJECTED),
                        cause.getCause());
    }

    /** After an unexpected exception while sending, it is unknown how much was sent. */
    private synchronized TranscriptionException failure(Throwable thrown) {
        Throwable cause = TranscriptionException.unwrapped(thrown);
        if (cause instanceof TranscriptionException known) {
            return known;
        }
        return phase == Phase.UNSENT
                ? ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                        run.details("an unexpected error before anything was sent: " + cause), cause)
                : ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                        run.details(
                                        "an unexpected error while the recording was being sent, so the job may exist and be"
                                                + " paid for: " + cause)
                                .withVerdict(Verdict.UNCERTAIN),
                        cause);
    }
}
