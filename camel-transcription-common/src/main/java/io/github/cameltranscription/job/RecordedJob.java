/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
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
 * One exchange and the record of its job. The steps of a job are recorded in the order in which they are announced, by
 * the repository's threads. What must be recorded once there is a job, and cannot be, is tried again until it is.
 */
public final class RecordedJob implements JobJournal {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedJob.class);

    private static final Duration FIRST_DELAY = Duration.ofMillis(500);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** How long a result waits for a repository that does not answer, or for a node that may let go of its record. */
    private static final Duration DELIVERY_LIMIT = Duration.ofMinutes(2);

    /** How long the exchange of a submission waits for a repository that does not answer. */
    private static final Duration RECORD_LIMIT = Duration.ofMinutes(5);

    private static final int CONFLICTS = 20;
    static final BiConsumer<RecordedJob, String> UNNOTIFIED = (job, why) -> {};

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
    private final Supplier<String> keySource;
    private final Executor keyReader;
    private final JobRules rules;
    private final Use use;
    private final String fileName;
    private final BiConsumer<RecordedJob, String> parked;
    private CompletableFuture<?> tail = CompletableFuture.completedFuture(null);

    private String traceParent;

    // What follows is used by one step at a time.
    private volatile String key;
    private volatile JobRecord known;
    private volatile String jobId;
    private boolean stale;
    private boolean repeated;
    private boolean unrecorded;
    private JobEvent pendingEnd;
    private volatile boolean over;
    private volatile CompletableFuture<Void> end;

    private RecordedJob(
            JobNode node,
            JobScope scope,
            Object holder,
            Supplier<String> keySource,
            Executor keyReader,
            JobRules rules,
            Use use,
            String fileName,
            JobRecord known,
            String jobId,
            BiConsumer<RecordedJob, String> parked) {
        this.node = node;
        this.scope = scope;
        this.holder = holder;
        this.keySource = keySource;
        this.keyReader = keyReader;
        this.rules = rules;
        this.use = use;
        this.fileName = fileName;
        this.known = known;
        this.jobId = jobId;
        this.parked = parked;
        this.stale = known == null;
    }

    /**
     * An input that is submitted.
     *
     * @param holder     the exchange, which may come again with the same input, and continues with the same record then
     * @param keySource  gives what the recording is known by; it may read the recording
     * @param keyReader  where the key is asked for
     * @param forResults whether it is submitted for others, and not waited for
     * @param fileName   the name of the recording, or {@code null}
     * @param jobId      the job that this very exchange has submitted before, or {@code null}
     */
    public static RecordedJob ofInput(
            JobNode node,
            JobScope scope,
            Object holder,
            Supplier<String> keySource,
            Executor keyReader,
            JobRules rules,
            boolean forResults,
            String fileName,
            String jobId) {
        Use use = forResults ? Use.SUBMIT : Use.TRANSCRIBE;
        return new RecordedJob(
                node, scope, holder, keySource, keyReader, rules, use, fileName, null, jobId, UNNOTIFIED);
    }

    /**
     * A job that came with its id and key: by now the key may stand for another one, or for none.
     *
     * @param holder the exchange, which may wait for the same job again
     */
    public static RecordedJob await(
            JobNode node, JobScope scope, Object holder, String key, JobRules rules, String jobId) {
        RecordedJob awaited =
                new RecordedJob(node, scope, holder, null, null, rules, Use.AWAIT, null, null, jobId, UNNOTIFIED);
        awaited.key = key;
        return awaited;
    }

    /** A record that this node has just claimed. */
    static RecordedJob claimed(JobNode node, JobRecord known, JobRules rules, BiConsumer<RecordedJob, String> parked) {
        String file = known.fileName();
        RecordedJob claimed = new RecordedJob(
                node, known.scope(), known, null, null, rules, Use.RESULTS, file, known, known.jobId(), parked);
        claimed.key = known.key();
        return claimed;
    }

    /**
     * Keeps the trace of a submission in its record.
     *
     * @param  context its W3C trace context, or {@code null}
     * @return         this job
     */
    public RecordedJob tracedBy(String context) {
        traceParent = context;
        return this;
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
        return use == Use.AWAIT ? "await " + id() : id();
    }

    // What the engine announces.

    /** {@inheritDoc} */
    @Override
    public CompletionStage<String> intend() {
        if (key != null) {
            return intendKeyed();
        }
        return CompletableFuture.supplyAsync(keySource, keyReader)
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

    /** An exchange that has just ended with the same input lets go of the record as soon as its end is recorded. */
    private CompletionStage<String> intendKeyed() {
        RecordedJob other = node.holderOf(id());
        CompletableFuture<Void> itsEnd = other == null || other == this ? null : other.end;
        if (itsEnd == null || itsEnd.isDone()) {
            return intendNow();
        }
        CompletableFuture<Void> patience = new CompletableFuture<>();
        node.scheduler().schedule(() -> patience.complete(null), LONGEST_DELAY);
        return CompletableFuture.anyOf(itsEnd, patience)
                .handle((ended, failure) -> null)
                .thenCompose(ended -> intendNow());
    }

    private CompletionStage<String> intendNow() {
        return then(() -> {
            if (!node.hold(id(), this)) {
                if (use == Use.SUBMIT) {
                    String there = repeatHeld();
                    if (there != null) {
                        return there;
                    }
                }
                throw inProgress("another exchange here");
            }
            try {
                return recordIntent();
            } catch (JobRepositoryException failed) {
                close();
                throw ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.toException(
                        details((fileName == null ? "the recording" : fileName) + " was not sent, because "
                                + failed.getMessage()),
                        failed);
            } catch (RuntimeException refused) {
                close();
                throw refused;
            }
        });
    }

    private String repeatHeld() {
        JobRecord there = node.repository().read(id());
        if (there == null || there.jobId() == null || there.failed()) {
            return null;
        }
        return repeat(there);
    }

    private String recordIntent() {
        for (int conflict = 0; conflict < CONFLICTS; conflict++) {
            JobRecord intent = JobTransitions.intent(scope, key, use == Use.SUBMIT, fileName, step(null))
                    .draft()
                    .traceParent(traceParent)
                    .make();
            if (written(intent, () -> node.repository().insert(intent))) {
                return mayBeSent(intent);
            }
            JobRecord there = node.repository().read(id());
            if (there != null) {
                JobEvent event = meaning(there);
                if (event == null) {
                    return repeat(there);
                }
                JobRecord next = JobTransitions.next(there, event, step(null));
                if (next.state() == JobRecordState.INTENT) {
                    // Its revision distinguishes an intent from all others of its key.
                    JobRecord another = intent.draft().failures(next.failures()).make();
                    if (written(another, () -> node.repository().replace(there, another))) {
                        return mayBeSent(another);
                    }
                } else if (node.repository().replace(there, next)) {
                    return goOn(next);
                }
            }
        }
        throw inProgress("others who change its record all the time");
    }

    /** An intent that may have been written although its statement failed is not followed by a submission. */
    private boolean written(JobRecord intent, BooleanSupplier statement) {
        try {
            boolean written = statement.getAsBoolean();
            if (written) {
                node.sentAgain(id());
            }
            return written;
        } catch (JobRepositoryException perhapsWritten) {
            node.nothingSent(intent);
            throw perhapsWritten;
        }
    }

    /** An exchange whose job was recorded before, and whose record was forgotten, must not buy it again. */
    private String mayBeSent(JobRecord intent) {
        known = intent;
        stale = false;
        if (jobId != null) {
            apply(JobEvent.SUBMITTED, null);
        }
        return jobId;
    }

    private String goOn(JobRecord there) {
        known = there;
        stale = false;
        jobId = there.jobId();
        return jobId;
    }

    /** A job that exists is replied with, or fetched, again; nothing is taken. */
    private String repeat(JobRecord there) {
        repeated = true;
        return goOn(there);
    }

    /**
     * What an input means for the record that is there.
     *
     * @return the event; {@code null} if the job is used as it is
     * @throws TranscriptionException if nothing is to be sent, and there is no job to continue with
     */
    private JobEvent meaning(JobRecord there) {
        boolean elsewhere = there.owner() != null
                && !node.owner().node().equals(there.owner().node());
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
        if (elsewhere) {
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
            node.repository()
                    .replace(there, JobTransitions.next(there, JobEvent.UNCERTAIN, step(JobNode.ABANDONED_INTENT)));
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

    /** {@inheritDoc} */
    @Override
    public CompletionStage<Void> resume(String knownJobId) {
        if (use == Use.AWAIT || use == Use.RESULTS) {
            return CompletableFuture.completedFuture(null);
        }
        jobId = knownJobId;
        return intend().thenApply(same -> null);
    }

    /** {@inheritDoc} */
    @Override
    public CompletionStage<Void> rejected() {
        return then(() -> {
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
        long patience = use == Use.SUBMIT ? RECORD_LIMIT.toNanos() : 0;
        return retried(node.scheduler().nanoTime() + patience, this::recordSubmitted)
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

    private boolean recordSubmitted() {
        boolean ours = apply(JobEvent.SUBMITTED, null);
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
        return true;
    }

    /** {@inheritDoc} */
    @Override
    public CompletionStage<Void> deliver() {
        long deadline = node.scheduler().nanoTime() + DELIVERY_LIMIT.toNanos();
        return retried(deadline, () -> {
            JobRecord now = known;
            boolean begun = now != null && now.state() == JobRecordState.DELIVERING && now.isOwnedBy(node.owner());
            if (over || unrecorded || begun && !stale) {
                return true;
            }
            try {
                return use == Use.AWAIT && known == null ? beginAwaited() : apply(JobEvent.RESULT_READY, null);
            } catch (JobRepositoryException failed) {
                if (node.repository().isShared()) {
                    throw failed;
                }
                log(() -> LOG.warn("{} is delivered without a record: {}", named(), failed.getMessage()));
                return true;
            }
        });
    }

    /** A job that is awaited may have no record, and one whose submission is about to be committed lets go of it soon. */
    private boolean beginAwaited() {
        if (!node.hold(heldId(), this)) {
            return false;
        }
        JobRecord begun = node.repository().beginDelivery(id(), jobId, node.owner());
        if (begun == null) {
            JobRecord there = node.repository().read(id());
            if (there != null && jobId.equals(there.jobId()) && there.owner() != null) {
                if (!node.owner().node().equals(there.owner().node())) {
                    return false;
                }
                node.rejoin();
                known = there;
                stale = true;
                return apply(JobEvent.RESULT_READY, null);
            }
            unrecorded = there == null || !jobId.equals(there.jobId());
            begun = unrecorded ? null : there;
        }
        known = begun;
        stale = false;
        return true;
    }

    // What the component announces.

    /** The exchange that submitted the job for others has completed: its source does not bring the recording again. */
    public void sourceCommitted() {
        persist(() -> {
            JobRecord there = known;
            if (isBeingSubmitted()) {
                pendingEnd = JobEvent.COMMITTED;
                return;
            }
            if (there == null || !repeated || !there.sourceCommitted()) {
                apply(repeated ? JobEvent.REPEATED : JobEvent.COMMITTED, null);
            }
            close();
        });
    }

    /**
     * The exchange with the result has completed.
     *
     * @param toRelease whether the job is to be released
     */
    public void delivered(boolean toRelease) {
        persist(() -> {
            if (unrecorded) {
                if (toRelease) {
                    node.releaser(scope).release(jobId);
                }
                close();
                return;
            }
            boolean ours = apply(toRelease ? JobEvent.DELIVERED : JobEvent.COMPLETED, null);
            if (!ours) {
                log(() -> LOG.warn("{} was delivered here, and another node delivers it too", named()));
            }
            if (ours && toRelease && known != null && known.state() == JobRecordState.DELIVERED) {
                release();
            } else if (toRelease && known == null) {
                // There is no record: what is left to be done is to tell the provider.
                node.releaser(scope).release(jobId);
                close();
            } else {
                close();
            }
        });
    }

    /** Tells the provider, and finishes the record. */
    void release() {
        JobReleaser releaser = node.releaser(scope);
        node.track(releaser.release(jobId).toCompletableFuture().handle((told, failure) -> {
            if (failure == null) {
                node.finish(this);
            } else {
                log(() -> LOG.warn("{} is released later: {}", named(), failure.getMessage()));
                trouble("the job could not be released: " + failure.getMessage());
            }
            return null;
        }));
    }

    /** After a batch of which some records had been changed, as by a source that brought a recording again. */
    void finishAlone() {
        stale = true;
        persist(() -> {
            apply(JobEvent.RELEASED, null);
            close();
        });
    }

    void unfinished() {
        stale = true;
        trouble("the repository did not answer");
    }

    /**
     * The job did not get to its result, or the result not to the user.
     *
     * @param failure why
     */
    public void failed(TranscriptionException failure) {
        Verdict verdict = failure.getVerdict();
        boolean awaited = use == Use.AWAIT && known == null;
        if (jobId == null) {
            unsubmitted(failure);
        } else if (verdict == Verdict.FAILED) {
            end(JobEvent.FAILED, failure.getMessage());
        } else if (verdict == Verdict.GONE) {
            end(JobEvent.GONE, failure.getMessage());
        } else if (awaited || failure.getCategory() == ErrorCategory.JOB_IN_PROGRESS) {
            persist(this::close);
        } else if (failure.getCategory() == ErrorCategory.JOB_INTERRUPTED) {
            free();
        } else {
            trouble(failure.getMessage());
        }
    }

    private void unsubmitted(TranscriptionException failure) {
        boolean uncertain = failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION;
        persist(() -> {
            JobRecord now = known;
            if (now != null && now.state() == JobRecordState.INTENT) {
                apply(uncertain ? JobEvent.UNCERTAIN : JobEvent.REJECTED, failure.getMessage());
            }
            close();
        });
    }

    /** The exchange with the result has failed: the job is delivered again, to the next who asks. */
    public void undelivered(Throwable failure) {
        if (failure == null) {
            trouble("the exchange failed");
        } else {
            trouble(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
    }

    /** The route stops, or is suspended: another may continue with the job at once. */
    public void free() {
        end(JobEvent.FREED, null);
    }

    /** The exchange of a route that stops may end before the provider has answered. */
    private boolean isBeingSubmitted() {
        JobRecord now = known;
        return jobId == null && now != null && now.state() == JobRecordState.INTENT;
    }

    private void trouble(String error) {
        persist(() -> {
            JobRecord now = stale || known == null ? node.repository().read(id()) : known;
            boolean exhausted = now != null && (use == Use.RESULTS) && now.attempts() + 1 >= rules.maxAttempts();
            apply(exhausted ? JobEvent.EXHAUSTED : JobEvent.TROUBLED, error);
            if (known != null && known.state() == JobRecordState.DELIVERED) {
                Duration delay = Duration.between(node.now(), known.nextAttemptAt());
                node.finishLeftoversLater(scope, delay.isNegative() ? Duration.ZERO : delay);
            }
            closeAndTell(error);
        });
    }

    private void end(JobEvent event, String error) {
        persist(() -> {
            if (event == JobEvent.FREED && isBeingSubmitted()) {
                pendingEnd = event;
                return;
            }
            if (!repeated) {
                apply(event, error);
            }
            closeAndTell(error);
        });
    }

    private void closeAndTell(String error) {
        JobRecord now = known;
        close();
        if (now == null || now.state() != JobRecordState.PARKED) {
            return;
        }
        log(() -> LOG.error("{} is parked: {}", named(), error));
        try {
            parked.accept(this, error);
        } catch (RuntimeException stopping) {
            log(() -> LOG.warn("The route was not told that {} is parked", named(), stopping));
        }
    }

    /** The failure to get a transcript that was delivered before, in words that say so; any other as it is. */
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
     * Changes the record as the table says, whatever happens to it at the same time.
     *
     * @return     whether the record is this job's, and says so now; {@code true} too if there is none any more
     * @throws     JobRepositoryException if it cannot be changed, or may not have been
     */
    private boolean apply(JobEvent event, String error) {
        for (int conflict = 0; conflict < CONFLICTS; conflict++) {
            JobRecord before = stale ? node.repository().read(id()) : known;
            boolean fresh = stale;
            stale = true;
            if (before == null) {
                known = null;
                stale = false;
                return true;
            }
            known = before;
            if (!isOurs(before, event)) {
                return false;
            }
            JobRecord after = JobTransitions.next(before, event, step(error));
            if (after == before || changed(before, after)) {
                known = after;
                stale = false;
                return true;
            }
            if (fresh && event == JobEvent.RESULT_READY) {
                // Nothing but the epoch can be in the way.
                node.rejoin();
            }
        }
        throw new JobRepositoryException("the record of " + Shortened.of(key) + " is changed by others all the time");
    }

    private boolean changed(JobRecord before, JobRecord after) {
        return after == null
                ? node.repository().delete(before)
                : node.repository().replace(before, after);
    }

    private boolean isOurs(JobRecord there, JobEvent event) {
        boolean ofThisJob = there.jobId() == null || there.jobId().equals(jobId);
        boolean free = there.owner() == null
                || node.owner().node().equals(there.owner().node());
        return ofThisJob && (free || event == JobEvent.REPEATED);
    }

    private JobStep step(String error) {
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
    }

    private synchronized <T> CompletableFuture<T> then(Supplier<T> step) {
        CompletableFuture<T> next =
                tail.handle((done, failure) -> null).thenApplyAsync(ignored -> step.get(), node.worker());
        tail = next;
        return node.track(next);
    }

    /** Records what must be recorded: tried again until it is, or the node stops. */
    private void persist(Runnable step) {
        end = retried(Long.MAX_VALUE, () -> {
            if (!over) {
                step.run();
            }
            return true;
        });
    }

    /** @param step says whether it is done; what is not, or cannot be recorded, is tried again until the deadline */
    private synchronized CompletableFuture<Void> retried(long deadline, Supplier<Boolean> step) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        tail.whenComplete((done, failure) -> attempt(end, deadline, FIRST_DELAY, step));
        tail = end;
        return node.track(end);
    }

    private void attempt(CompletableFuture<Void> end, long deadline, Duration delay, Supplier<Boolean> step) {
        try {
            node.worker().execute(() -> attemptNow(end, deadline, delay, step));
        } catch (RuntimeException stopping) {
            end.completeExceptionally(stopping);
        }
    }

    private void attemptNow(CompletableFuture<Void> end, long deadline, Duration delay, Supplier<Boolean> step) {
        TranscriptionException failure;
        try {
            if (step.get()) {
                end.complete(null);
                return;
            }
            failure = inProgress("others");
            if (use != Use.AWAIT) {
                end.completeExceptionally(failure);
                return;
            }
        } catch (JobRepositoryException failed) {
            failure = ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.toException(
                    details(failed.getMessage()).withJobId(jobId), failed);
            log(() -> LOG.warn("{} is recorded later: {}", named(), failed.getMessage()));
        } catch (RuntimeException | Error broken) {
            end.completeExceptionally(broken);
            return;
        }
        if (node.isClosing() || node.scheduler().nanoTime() - deadline > 0 && deadline != Long.MAX_VALUE) {
            end.completeExceptionally(failure);
            return;
        }
        Duration twice = delay.multipliedBy(2);
        node.scheduler()
                .schedule(
                        () -> attempt(end, deadline, twice.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : twice, step),
                        delay);
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

    /** By its key alone: a file's name may tell who was recorded. */
    @Override
    public String toString() {
        return "RecordedJob[" + id() + "]";
    }

    /** The holder of an input is its exchange. */
    /** As log lines name it: by its key until the provider has given an id. */
    private String named() {
        return scope.provider() + (jobId == null ? " submission of " + key : " job " + jobId);
    }

    private void log(Runnable line) {
        JobLog.line(scope.provider(), jobId, null, holder instanceof String exchangeId ? exchangeId : null, line);
    }
}
