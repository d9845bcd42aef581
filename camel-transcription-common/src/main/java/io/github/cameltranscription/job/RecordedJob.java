/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.log.JobLog;

/**
 * One exchange and the record of its job. The repository's threads record the steps of a job in order. Once there is a
 * job, a step that cannot be recorded is tried again until it is.
 */
public final class RecordedJob implements JobJournal {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedJob.class);

    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** How long a result waits for a repository that does not answer, or for a node that may give its record back. */
    private static final Duration DELIVERY_LIMIT = Duration.ofMinutes(2);

    /** How long the exchange of a submission waits for a repository that does not answer. */
    private static final Duration RECORD_LIMIT = Duration.ofMinutes(5);

    /** For what must be recorded, until the node stops. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private static final int CONFLICTS = 20;

    /** What stands before the id under which a job of {@code await} is held. */
    static final String AWAITED = "await ";

    /** What the exchange does with the job. */
    private enum Use {
        TRANSCRIBE,
        SUBMIT,
        AWAIT,
        RESULTS
    }

    private final JobNode node;
    private final JobScope scope;
    private final Object holder;
    private final JobRules rules;
    private final Use use;
    private Supplier<CompletionStage<String>> keySource;
    private String fileName;
    private String traceParent;
    private CompletableFuture<?> tail = CompletableFuture.completedFuture(null);

    // What follows is used by one step at a time.
    private volatile String key;
    private volatile JobRecord known;
    private volatile String jobId;
    private boolean stale = true;
    private boolean repeated;
    private int earlierFailures;
    private boolean unrecorded;
    private JobEvent pendingEnd;
    private volatile boolean over;
    private volatile CompletableFuture<Void> end = DONE;
    private volatile CompletableFuture<Void> released = DONE;

    private RecordedJob(JobNode node, JobScope scope, Object holder, JobRules rules, Use use, String jobId) {
        this.node = node;
        this.scope = scope;
        this.holder = holder;
        this.rules = rules;
        this.use = use;
        this.jobId = jobId;
    }

    /**
     * An input that is submitted.
     *
     * @param holder      the exchange, which may come again with the same input, and continues with the same record
     *     then
     * @param keySource   gives what the recording is known by; it may read the recording for that
     * @param forResults whether the job is submitted for {@code results} or {@code await}
     * @param fileName    the name of the recording, or {@code null}
     * @param jobId       the job that this very exchange has submitted before, or {@code null}
     * @param traceParent the W3C trace context of the submission, or {@code null}
     */
    public static RecordedJob ofInput(
            JobNode node,
            JobScope scope,
            Object holder,
            Supplier<CompletionStage<String>> keySource,
            JobRules rules,
            boolean forResults,
            String fileName,
            String jobId,
            String traceParent) {
        RecordedJob input =
                new RecordedJob(node, scope, holder, rules, forResults ? Use.SUBMIT : Use.TRANSCRIBE, jobId);
        input.keySource = keySource;
        input.fileName = fileName;
        input.traceParent = traceParent;
        return input;
    }

    /**
     * A job that came with its id and key: by now the key may stand for another one, or for none.
     *
     * @param holder the exchange, which may wait for the same job again
     */
    public static RecordedJob await(
            JobNode node, JobScope scope, Object holder, String key, JobRules rules, String jobId) {
        RecordedJob awaited = new RecordedJob(node, scope, holder, rules, Use.AWAIT, jobId);
        awaited.key = key;
        return awaited;
    }

    /** A record that this node has just claimed. */
    static RecordedJob claimed(JobNode node, JobRecord known, JobRules rules) {
        RecordedJob claimed = new RecordedJob(node, known.scope(), known, rules, Use.RESULTS, known.jobId());
        claimed.key = known.key();
        claimed.fileName = known.fileName();
        claimed.learn(known);
        return claimed;
    }

    /** The W3C trace context of the submission, as far as it is recorded; {@code null} if it is not. */
    public String traceParent() {
        JobRecord now = known;
        return now == null ? null : now.traceParent();
    }

    /** What the recording is known by; {@code null} before it was read for that. */
    public String key() {
        return key;
    }

    /** The provider's id of the job; {@code null} as long as there is none. */
    public String jobId() {
        return jobId;
    }

    /** The name of the recording, or {@code null}. */
    public String fileName() {
        JobRecord now = known;
        return fileName != null || now == null ? fileName : now.fileName();
    }

    /** When the provider took the job, as far as it is recorded; {@code null} if it is not. */
    public Instant submittedAt() {
        JobRecord now = known;
        return now == null ? null : now.submittedAt();
    }

    JobRecord known() {
        return known;
    }

    private String id() {
        return scope.idOf(key);
    }

    /** An exchange may wait for the job that it submitted itself; two that got the same job wait for each other. */
    private String heldId() {
        return use == Use.AWAIT ? AWAITED + id() : id();
    }

    // What the engine announces.

    @Override
    public CompletionStage<String> intend() {
        if (key != null) {
            return intendKeyed();
        }
        return keySource
                .get()
                .handle((found, unreadable) -> {
                    if (unreadable != null) {
                        throw ErrorCategory.INVALID_REQUEST.toException(
                                details(unreadable.getCause().getMessage()), unreadable.getCause());
                    }
                    key = found;
                    return found;
                })
                .thenCompose(found -> intendKeyed());
    }

    /** An exchange that has just ended with the same input gives the record back when its end is recorded. */
    private CompletionStage<String> intendKeyed() {
        RecordedJob other = node.holderOf(id());
        if (other == null || other == this) {
            return intendNow();
        }
        // A submission is answered with the job's id before that is released.
        CompletableFuture<Void> itsEnd =
                use == Use.SUBMIT ? other.end : other.end.thenCompose(recorded -> other.released);
        if (itsEnd.isDone()) {
            return intendNow();
        }
        return CompletableFuture.anyOf(itsEnd, node.pause(LONGEST_DELAY))
                .handle((ended, failure) -> null)
                .thenCompose(ended -> intendNow());
    }

    private CompletionStage<String> intendNow() {
        return step(Duration.ZERO, () -> {
            try {
                if (!node.hold(id(), this)) {
                    return repeatHeld();
                }
                return recordIntent();
            } catch (JobRepositoryException failed) {
                close();
                throw unavailable(
                        (fileName == null ? "the recording" : fileName) + " was not sent, because "
                                + failed.getMessage(),
                        failed);
            } catch (RuntimeException refused) {
                close();
                throw refused;
            }
        });
    }

    /** A source may bring a recording again while another exchange has its job: the job that exists is the answer. */
    private String repeatHeld() {
        JobRecord there = use == Use.SUBMIT ? read() : null;
        if (there == null || there.jobId() == null || there.failed()) {
            throw inProgress("another exchange here");
        }
        return repeat(there);
    }

    private String recordIntent() {
        for (int conflict = 0; conflict < CONFLICTS; conflict++) {
            JobRecord intent = newIntent();
            if (written(intent, records -> records.insert(intent))) {
                return mayBeSent(intent);
            }
            JobRecord there = read();
            if (there != null) {
                JobEvent event = meaning(there);
                if (event == null) {
                    return repeat(there);
                }
                JobRecord next = JobTransitions.next(there, event, circumstances(null));
                if (next.state() == JobRecordState.INTENT) {
                    // Its revision distinguishes an intent from all others of its key.
                    earlierFailures = next.failures();
                    JobRecord another = intent.draft().failures(earlierFailures).make();
                    if (written(another, records -> records.replace(there, another))) {
                        return mayBeSent(another);
                    }
                } else if (node.change(there, next)) {
                    return goOn(next);
                }
            }
        }
        throw inProgress("others who change its record all the time");
    }

    private JobRecord newIntent() {
        return JobTransitions.intent(scope, key, use == Use.SUBMIT, fileName, circumstances(null))
                .draft()
                .traceParent(traceParent)
                .failures(earlierFailures)
                .make();
    }

    /** An intent that may have been written although its statement failed is not followed by a submission. */
    private boolean written(JobRecord intent, Function<JobRepository, Boolean> statement) {
        try {
            return node.ask(statement);
        } catch (JobRepositoryException perhapsWritten) {
            node.nothingSent(intent);
            throw perhapsWritten;
        }
    }

    /** An exchange whose job was recorded before, and whose record was forgotten, must not buy it again. */
    private String mayBeSent(JobRecord intent) {
        learn(intent);
        if (jobId != null) {
            apply(JobEvent.SUBMITTED, null);
        }
        return jobId;
    }

    private String goOn(JobRecord there) {
        learn(there);
        jobId = there.jobId();
        return jobId;
    }

    /** A job that exists is replied with, or fetched, again; nothing is taken. */
    private String repeat(JobRecord there) {
        repeated = true;
        return goOn(there);
    }

    /**
     * The event of an input for its existing record.
     *
     * @return the event; {@code null} if the job is used as it is
     * @throws TranscriptionException if nothing is to be sent, and there is no job to continue with
     */
    private JobEvent meaning(JobRecord there) {
        if (there.state() == JobRecordState.FINISHED) {
            if (!there.keepUntil().isAfter(node.now())) {
                return JobEvent.INTENDED;
            }
            if (there.failed()) {
                return whetherToBuyAgain(there);
            }
            return null;
        }
        if (there.jobId() != null && use == Use.SUBMIT) {
            return null;
        }
        if (!isFree(there)) {
            throw inProgress("another process");
        }
        if (there.jobId() != null) {
            return JobEvent.TAKEN;
        }
        if (jobId != null) {
            return JobEvent.SUBMITTED;
        }
        if (node.wasNothingSent(there) || rules.resubmit()) {
            return JobEvent.RESUBMITTED;
        }
        if (there.state() == JobRecordState.INTENT) {
            node.change(there, JobTransitions.next(there, JobEvent.UNCERTAIN, circumstances(JobNode.ABANDONED_INTENT)));
        }
        throw uncertain(there);
    }

    private JobEvent whetherToBuyAgain(JobRecord there) {
        if (there.nextAttemptAt().isAfter(node.now())) {
            throw ErrorCategory.JOB_FAILED.toException(details(key + " has failed: " + there.lastError()
                            + "; the same recording is not sent again before " + there.nextAttemptAt())
                    .withJobId(there.jobId()));
        }
        return JobEvent.INTENDED;
    }

    @Override
    public CompletionStage<Void> rejected() {
        return step(Duration.ZERO, () -> {
            try {
                apply(JobEvent.REJECTED, null);
            } catch (JobRepositoryException failed) {
                log(() -> LOG.warn("The intent of {} is taken back later: {}", key, failed.getMessage()));
                if (known != null) {
                    node.nothingSent(known);
                }
                stale = true;
            }
            return null;
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>The id of a job that is submitted for others is known to this exchange alone, so that its source must not commit
     * before the id is recorded: for some minutes it waits for a repository that does not answer.
     */
    @Override
    public CompletionStage<Void> submitted(String newJobId) {
        jobId = newJobId;
        return step(use == Use.SUBMIT ? RECORD_LIMIT : Duration.ZERO, this::recordSubmitted)
                .handle((recorded, failure) -> {
                    if (failure != null) {
                        log(() -> LOG.error(
                                "{} job {} of {} is paid for and is recorded later: {}",
                                scope.provider(),
                                newJobId,
                                key,
                                failure.getMessage()));
                    }
                    return null;
                });
    }

    private Void recordSubmitted() {
        boolean ours = apply(JobEvent.SUBMITTED, null);
        if (known == null) {
            // Its intent was forgotten while it was sent.
            JobRecord again = JobTransitions.next(newIntent(), JobEvent.SUBMITTED, circumstances(null));
            stale = true;
            ours = node.ask(records -> records.insert(again));
        }
        if (ours && (pendingEnd != null || over)) {
            apply(pendingEnd == null ? JobEvent.FREED : pendingEnd, null);
            close();
        }
        if (!ours) {
            log(() -> LOG.error(
                    "{} job {} of {} is paid for, and another node has changed its record to {}",
                    scope.provider(),
                    jobId,
                    key,
                    known));
        }
        return null;
    }

    @Override
    public boolean wasDelivered() {
        JobRecord now = known;
        return now != null && now.deliveredAt() != null;
    }

    @Override
    public CompletionStage<Void> deliver() {
        return step(DELIVERY_LIMIT, () -> {
            JobRecord now = known;
            boolean begun = now != null && now.state() == JobRecordState.DELIVERING && now.isOwnedBy(node.owner());
            if (over || unrecorded || begun && !stale) {
                return null;
            }
            try {
                if (!(use == Use.AWAIT && now == null ? beginAwaited() : apply(JobEvent.RESULT_READY, null))) {
                    throw inProgress("others");
                }
            } catch (JobRepositoryException failed) {
                if (node.repository().isShared()) {
                    throw failed;
                }
                log(() -> LOG.warn("{} is delivered without a record: {}", named(), failed.getMessage()));
            }
            return null;
        });
    }

    /**
     * The job of an {@code await} may have no record, and a submission that is about to be committed gives its
     * record back soon.
     */
    private boolean beginAwaited() {
        if (!node.hold(heldId(), this)) {
            return false;
        }
        JobRecord begun = node.ask(records -> records.beginDelivery(id(), jobId, node.owner()));
        if (begun != null) {
            learn(begun);
            return true;
        }
        JobRecord there = read();
        unrecorded = there == null || !jobId.equals(there.jobId());
        learn(unrecorded ? null : there);
        boolean ours = apply(JobEvent.RESULT_READY, null);
        if (!ours) {
            known = null;
        }
        return ours;
    }

    // What the component announces.

    /** The exchange that submitted the job for others has completed: its source does not bring the recording again. */
    public void sourceCommitted() {
        end(repeated ? JobEvent.REPEATED : JobEvent.COMMITTED, null);
    }

    /**
     * The exchange with the result has completed.
     *
     * @param toRelease whether the job is to be released
     */
    public void delivered(boolean toRelease) {
        persist(() -> {
            if (!apply(toRelease ? JobEvent.DELIVERED : JobEvent.COMPLETED, null)) {
                log(() -> LOG.warn("{} was delivered here, and another node delivers it too", named()));
            } else if (toRelease && known == null) {
                // There is no record: what is left to be done is to tell the provider.
                node.release(scope, jobId);
            } else if (toRelease && known.state() == JobRecordState.DELIVERED) {
                release();
                return;
            }
            close();
        });
    }

    /** Tells the provider, and finishes the record. */
    void release() {
        released = new CompletableFuture<>();
        node.track(node.release(scope, jobId).toCompletableFuture().handle((told, failure) -> {
            if (failure == null) {
                node.finish(this);
            } else {
                log(() -> LOG.warn("{} is released later: {}", named(), failure.getMessage()));
                end(JobEvent.TROUBLED, "the job could not be released: " + failure.getMessage());
            }
            return null;
        }));
    }

    /** After a batch of which some records had been changed, as by a source that brought a recording again. */
    void finishAlone() {
        stale = true;
        end(JobEvent.RELEASED, null);
    }

    void unfinished() {
        stale = true;
        end(JobEvent.TROUBLED, "the repository did not answer");
    }

    /** The job did not get to its result, or the result not to the user. */
    public void failed(TranscriptionException failure) {
        JobEvent event = meaning(failure);
        boolean ofTheProvider = event == JobEvent.FAILED || event == JobEvent.GONE;
        boolean unknown = known == null && (jobId == null || use == Use.AWAIT && !ofTheProvider);
        if (unknown || failure.getCategory() == ErrorCategory.JOB_IN_PROGRESS) {
            persist(this::close);
        } else {
            end(event, failure.getMessage());
        }
    }

    private JobEvent meaning(TranscriptionException failure) {
        if (jobId == null) {
            boolean uncertain = failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION;
            return uncertain ? JobEvent.UNCERTAIN : JobEvent.REJECTED;
        }
        if (failure.getVerdict() == Verdict.FAILED) {
            return JobEvent.FAILED;
        }
        if (failure.getVerdict() == Verdict.GONE) {
            return JobEvent.GONE;
        }
        if (use == Use.RESULTS && failure.getCategory() == ErrorCategory.ANSWER_TOO_LARGE) {
            return JobEvent.EXHAUSTED;
        }
        return failure.getCategory() == ErrorCategory.JOB_INTERRUPTED ? JobEvent.FREED : JobEvent.TROUBLED;
    }

    /** The exchange with the result has failed: the job is delivered again, to the next who asks. */
    public void undelivered(Throwable failure) {
        Throwable reason = failure != null && failure.getCause() instanceof Error error ? error : failure;
        String why = reason == null ? "the exchange failed" : reason.getMessage();
        end(JobEvent.TROUBLED, why == null ? reason.toString() : why);
    }

    /** The route stops, or is suspended: another may continue with the job at once. */
    public void free() {
        end(JobEvent.FREED, null);
    }

    /** Records the end of the exchange and gives the record back. */
    private void end(JobEvent event, String error) {
        persist(() -> {
            boolean answered = event != JobEvent.COMMITTED && event != JobEvent.FREED;
            if (!answered && isBeingSubmitted()) {
                // The exchange of a route that stops may end before the provider has answered.
                pendingEnd = event;
                return;
            }
            apply(isExhausted(event) ? JobEvent.EXHAUSTED : event, error);
            close();
            if (known != null && known.state() == JobRecordState.PARKED && error != null) {
                log(() -> LOG.error("{} is parked: {}", named(), error));
                node.tellOfParkedLater();
            }
            if (known != null && known.state() == JobRecordState.DELIVERED && event == JobEvent.TROUBLED) {
                node.finishLeftoversLater(scope, Duration.between(node.now(), known.nextAttemptAt()));
            }
        });
    }

    private boolean isBeingSubmitted() {
        JobRecord now = known;
        return jobId == null && now != null && now.state() == JobRecordState.INTENT;
    }

    private boolean isExhausted(JobEvent event) {
        JobRecord now = known;
        return event == JobEvent.TROUBLED
                && use == Use.RESULTS
                && now != null
                && now.attempts() + 1 >= rules.maxAttempts();
    }

    /** The route has taken this notice that the job is parked; if the record has changed since, there may be another. */
    public void told() {
        persist(() -> {
            node.change(known, JobTransitions.next(known, JobEvent.NOTICE_TAKEN, circumstances(null)));
            close();
        });
    }

    /** The failure of a transcript that was delivered before, with a message that says so; other failures unchanged. */
    public TranscriptionException explained(TranscriptionException failure) {
        JobRecord now = known;
        boolean gone = now != null && now.deliveredAt() != null && failure.getCategory() == ErrorCategory.JOB_NOT_FOUND;
        return gone
                ? failure.withMessage("the transcript of " + key + " was delivered at " + now.deliveredAt() + ", and "
                        + scope.provider() + " does not have it any more; nothing was submitted")
                : failure;
    }

    // How it is recorded.

    /**
     * Changes the record by the table, also if it changes concurrently.
     *
     * @return     whether the record is this job's, and says so now; {@code true} too if there is none any more
     * @throws     JobRepositoryException if it cannot be changed, or may not have been
     */
    private boolean apply(JobEvent event, String error) {
        if (unrecorded || repeated && (event != JobEvent.REPEATED || known.sourceCommitted())) {
            return true;
        }
        for (int conflict = 0; conflict < CONFLICTS; conflict++) {
            JobRecord before = stale ? read() : known;
            boolean fresh = stale;
            known = before;
            stale = true;
            if (before != null && !isOurs(before, event)) {
                return false;
            }
            JobRecord after = before == null ? null : JobTransitions.next(before, event, circumstances(error));
            if (after == before || node.change(before, after)) {
                learn(after);
                return true;
            }
            if (fresh && event == JobEvent.RESULT_READY) {
                // Only the epoch can prevent it.
                node.rejoin();
            }
        }
        throw new JobRepositoryException(
                "the record of " + RecordLimits.shortened(key) + " is changed by others all the time");
    }

    private JobRecord read() {
        return node.ask(records -> records.read(id()));
    }

    private void learn(JobRecord there) {
        known = there;
        stale = false;
    }

    private boolean isOurs(JobRecord there, JobEvent event) {
        boolean ofThisJob = there.jobId() == null || there.jobId().equals(jobId);
        return ofThisJob && (isFree(there) || event == JobEvent.REPEATED);
    }

    /** Whether no other node works on it. */
    private boolean isFree(JobRecord there) {
        return there.owner() == null || node.owner().node().equals(there.owner().node());
    }

    private JobStep circumstances(String error) {
        return new JobStep(
                node.owner(), node.now(), jobId, error, node.repository().getRetention());
    }

    /** The same exchange comes again with the same input: what this attempt had to record is for the next one. */
    boolean isSupersededBy(RecordedJob next) {
        boolean superseded = holder != null && holder.equals(next.holder);
        over |= superseded;
        return superseded;
    }

    /** From now on another exchange may work on the record. */
    void close() {
        over = true;
        node.letGo(heldId(), this);
        released.complete(null);
    }

    /** Records what must be recorded: tried again until it is, or the node stops. */
    private void persist(Runnable step) {
        end = step(FOR_EVER, () -> {
            if (!over) {
                step.run();
            }
            return null;
        });
    }

    /** Runs a step after the one before; while the repository does not answer, it is tried again for that long. */
    private synchronized <T> CompletableFuture<T> step(Duration patience, Supplier<T> step) {
        CompletableFuture<T> result = new CompletableFuture<>();
        long deadline = node.scheduler().nanoTime() + patience.toNanos();
        tail.whenComplete((done, failure) -> attempt(result, deadline, FIRST_DELAY, step));
        tail = result;
        return node.track(result);
    }

    private <T> void attempt(CompletableFuture<T> result, long deadline, Duration delay, Supplier<T> step) {
        node.worker().execute(() -> attemptNow(result, deadline, delay, step));
    }

    private <T> void attemptNow(CompletableFuture<T> result, long deadline, Duration delay, Supplier<T> step) {
        TranscriptionException failure;
        try {
            result.complete(step.get());
            return;
        } catch (JobRepositoryException failed) {
            failure = unavailable(failed.getMessage(), failed);
            log(() -> LOG.warn("{} is recorded later: {}", named(), failed.getMessage()));
        } catch (TranscriptionException refused) {
            failure = refused;
        } catch (RuntimeException | Error broken) {
            result.completeExceptionally(broken);
            return;
        }
        ErrorCategory why = failure.getCategory();
        boolean passes = why == ErrorCategory.JOB_REPOSITORY_UNAVAILABLE
                || why == ErrorCategory.JOB_IN_PROGRESS && use == Use.AWAIT;
        if (!passes || node.isClosing() || node.scheduler().nanoTime() - deadline >= 0) {
            result.completeExceptionally(failure);
            return;
        }
        Duration twice = delay.multipliedBy(2);
        Duration next = twice.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : twice;
        node.pause(delay).thenRun(() -> attempt(result, deadline, next, step));
    }

    private TranscriptionException unavailable(String message, JobRepositoryException failed) {
        ErrorCategory category = failed instanceof RecordLimits.Refused
                ? ErrorCategory.INVALID_REQUEST
                : ErrorCategory.JOB_REPOSITORY_UNAVAILABLE;
        return category.toException(details(message).withJobId(jobId), failed);
    }

    private TranscriptionException inProgress(String who) {
        return ErrorCategory.JOB_IN_PROGRESS.toException(details(key + " is being worked on by " + who
                        + "; nothing was sent: leave it to that one, or try later")
                .withJobId(jobId));
    }

    private TranscriptionException uncertain(JobRecord there) {
        String named = there.fileName() == null ? key : there.fileName() + " (" + key + ")";
        return ErrorCategory.UNCERTAIN_SUBMISSION.toException(details(named
                + " may have been submitted already: a submission was begun at " + there.recordedAt()
                + " and how it ended was not recorded, so it is not sent again. Look at the provider first; then forget"
                + " the record with " + scope.provider() + ":parked?action=forget and the header"
                + " CamelTranscriptionJobKey, or set uncertainSubmission=resubmit to send such recordings again"));
    }

    private ErrorDetails details(String message) {
        return ErrorDetails.of(scope.provider(), rules.operation(), message);
    }

    /** Only the key: a file's name may identify a person. */
    @Override
    public String toString() {
        return "RecordedJob[" + id() + "]";
    }

    /** As log lines name it: by its key until the provider has given an id. */
    private String named() {
        return scope.provider() + (jobId == null ? " submission of " + key : " job " + jobId);
    }

    /** The holder of an input is its exchange. */
    private void log(Runnable line) {
        JobLog.line(scope.provider(), jobId, null, holder instanceof String exchangeId ? exchangeId : null, line);
    }
}
