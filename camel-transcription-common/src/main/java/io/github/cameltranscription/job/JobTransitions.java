/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

import static io.github.cameltranscription.job.JobEvent.ABANDONED;
import static io.github.cameltranscription.job.JobEvent.COMMITTED;
import static io.github.cameltranscription.job.JobEvent.COMPLETED;
import static io.github.cameltranscription.job.JobEvent.EXHAUSTED;
import static io.github.cameltranscription.job.JobEvent.EXPIRED;
import static io.github.cameltranscription.job.JobEvent.FAILED;
import static io.github.cameltranscription.job.JobEvent.FORGOTTEN;
import static io.github.cameltranscription.job.JobEvent.FREED;
import static io.github.cameltranscription.job.JobEvent.GONE;
import static io.github.cameltranscription.job.JobEvent.INTENDED;
import static io.github.cameltranscription.job.JobEvent.NOTICE_BEGUN;
import static io.github.cameltranscription.job.JobEvent.NOTICE_TAKEN;
import static io.github.cameltranscription.job.JobEvent.REJECTED;
import static io.github.cameltranscription.job.JobEvent.RELEASED;
import static io.github.cameltranscription.job.JobEvent.RELEASE_RETRIED;
import static io.github.cameltranscription.job.JobEvent.REPEATED;
import static io.github.cameltranscription.job.JobEvent.RESUBMITTED;
import static io.github.cameltranscription.job.JobEvent.RESULT_READY;
import static io.github.cameltranscription.job.JobEvent.RETRIED;
import static io.github.cameltranscription.job.JobEvent.TAKEN;
import static io.github.cameltranscription.job.JobEvent.TROUBLED;
import static io.github.cameltranscription.job.JobEvent.UNCERTAIN;
import static io.github.cameltranscription.job.JobRecordState.DELIVERED;
import static io.github.cameltranscription.job.JobRecordState.DELIVERING;
import static io.github.cameltranscription.job.JobRecordState.FINISHED;
import static io.github.cameltranscription.job.JobRecordState.INTENT;
import static io.github.cameltranscription.job.JobRecordState.PARKED;
import static io.github.cameltranscription.job.JobRecordState.SUBMITTED;

/**
 * The life of a record as one table: for each state and event the next state, and what changes beside it. What has no
 * cell changes nothing. {@code docs/job-states.md} is this table.
 */
final class JobTransitions {

    private interface Change extends BiFunction<JobRecord, JobStep, JobRecord.Draft> {}

    /**
     * One cell.
     *
     * @param next the next state; {@code null} if the record is forgotten
     * @param does what changes beside the state
     */
    record Cell(JobRecordState next, String does, BiFunction<JobRecord, JobStep, JobRecord> change) {}

    private static final Map<JobRecordState, Map<JobEvent, Cell>> TABLE = new EnumMap<>(JobRecordState.class);

    static {
        on(INTENT, RESUBMITTED, INTENT, "is this node's, recorded now", JobTransitions::intended);
        on(INTENT, REJECTED, null, "nothing was bought", JobTransitions::draft);
        on(INTENT, UNCERTAIN, PARKED, "keeps why; no node has it", JobTransitions::parkedAndTold);
        on(INTENT, JobEvent.SUBMITTED, SUBMITTED, "keeps the job's id", JobTransitions::named);
        on(INTENT, COMMITTED, SUBMITTED, "keeps the job's id; free for results", JobTransitions::committed);
        on(INTENT, RESULT_READY, DELIVERING, "keeps the job's id; is this node's", JobTransitions::taken);
        on(INTENT, JobEvent.DELIVERED, DELIVERED, "keeps the job's id", JobTransitions::delivered);
        on(INTENT, COMPLETED, FINISHED, "keeps the job's id, and keepUntil", JobTransitions::finished);
        on(INTENT, FREED, SUBMITTED, "keeps the job's id; no node has it", JobTransitions::freed);
        on(INTENT, TROUBLED, SUBMITTED, "keeps the job's id; backs off", JobTransitions::troubled);
        on(INTENT, EXHAUSTED, PARKED, "keeps the job's id and why; a notice is due", JobTransitions::exhausted);
        on(INTENT, FAILED, FINISHED, "backs off before the next purchase", JobTransitions::failed);
        on(INTENT, GONE, PARKED, "keeps the job's id and why; a notice may be due", JobTransitions::parked);
        on(
                INTENT,
                ABANDONED,
                PARKED,
                "how the submission ended is unknown; a notice may be due",
                JobTransitions::parked);
        on(INTENT, FORGOTTEN, null, "the next input is a new job", JobTransitions::draft);

        on(SUBMITTED, COMMITTED, SUBMITTED, "free for results", JobTransitions::committed);
        on(SUBMITTED, REPEATED, SUBMITTED, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(SUBMITTED, TAKEN, SUBMITTED, "is this node's", JobTransitions::taken);
        on(SUBMITTED, RESULT_READY, DELIVERING, "is this node's", JobTransitions::taken);
        on(SUBMITTED, JobEvent.DELIVERED, DELIVERED, "keeps when", JobTransitions::delivered);
        on(SUBMITTED, COMPLETED, FINISHED, "keeps when, and keepUntil", JobTransitions::finished);
        on(SUBMITTED, FREED, SUBMITTED, "no node has it", JobTransitions::freed);
        on(SUBMITTED, TROUBLED, SUBMITTED, "backs off; no node has it", JobTransitions::troubled);
        on(SUBMITTED, EXHAUSTED, PARKED, "keeps why; a notice is due", JobTransitions::exhausted);
        on(SUBMITTED, FAILED, FINISHED, "backs off before the next purchase", JobTransitions::failed);
        on(SUBMITTED, GONE, PARKED, "keeps why; a notice may be due", JobTransitions::parked);
        on(SUBMITTED, ABANDONED, SUBMITTED, "no node has it", JobTransitions::freed);
        on(SUBMITTED, FORGOTTEN, null, "the next input is a new job", JobTransitions::draft);

        on(DELIVERING, COMMITTED, DELIVERING, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(DELIVERING, REPEATED, DELIVERING, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(DELIVERING, TAKEN, SUBMITTED, "is this node's", JobTransitions::taken);
        on(DELIVERING, RESULT_READY, DELIVERING, "is this node's: a redelivery", JobTransitions::taken);
        on(DELIVERING, JobEvent.DELIVERED, DELIVERED, "keeps when", JobTransitions::delivered);
        on(DELIVERING, COMPLETED, FINISHED, "keeps when, and keepUntil", JobTransitions::finished);
        on(DELIVERING, FREED, SUBMITTED, "no node has it", JobTransitions::freed);
        on(DELIVERING, TROUBLED, SUBMITTED, "backs off; no node has it", JobTransitions::troubled);
        on(DELIVERING, EXHAUSTED, PARKED, "keeps why; a notice is due", JobTransitions::exhausted);
        on(DELIVERING, FAILED, FINISHED, "backs off before the next purchase", JobTransitions::failed);
        on(DELIVERING, GONE, PARKED, "keeps why; a notice may be due", JobTransitions::parked);
        on(DELIVERING, ABANDONED, SUBMITTED, "no node has it: it is delivered again", JobTransitions::freed);

        on(DELIVERED, COMMITTED, DELIVERED, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(DELIVERED, REPEATED, DELIVERED, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(DELIVERED, TAKEN, DELIVERED, "is this node's", JobTransitions::taken);
        on(DELIVERED, COMPLETED, FINISHED, "keeps keepUntil", JobTransitions::finished);
        on(DELIVERED, RELEASED, FINISHED, "keeps keepUntil", JobTransitions::finished);
        on(DELIVERED, FREED, DELIVERED, "no node has it", JobTransitions::freed);
        on(DELIVERED, TROUBLED, DELIVERED, "backs off; no node has it", JobTransitions::troubled);
        on(DELIVERED, EXHAUSTED, PARKED, "keeps why; a notice is due", JobTransitions::exhausted);
        on(DELIVERED, ABANDONED, DELIVERED, "no node has it", JobTransitions::freed);
        on(DELIVERED, FORGOTTEN, null, "the job stays at the provider", JobTransitions::draft);

        on(FINISHED, INTENDED, INTENT, "once its back-off is over, if it failed", JobTransitions::intended);
        on(FINISHED, COMMITTED, FINISHED, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(FINISHED, REPEATED, FINISHED, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(FINISHED, FORGOTTEN, null, "the next input is a new job", JobTransitions::draft);
        on(FINISHED, EXPIRED, null, "the next input is a new job", JobTransitions::draft);

        on(PARKED, RESUBMITTED, INTENT, "without a job's id only", JobTransitions::intended);
        on(PARKED, JobEvent.SUBMITTED, SUBMITTED, "keeps the job's id; is this node's", JobTransitions::named);
        on(PARKED, COMMITTED, PARKED, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(PARKED, REPEATED, PARKED, "keeps that its source has committed", JobTransitions::sourceCommitted);
        on(PARKED, TAKEN, SUBMITTED, "by transcribe or await; is this node's", JobTransitions::taken);
        on(PARKED, RESULT_READY, DELIVERING, "by await; is this node's", JobTransitions::taken);
        on(PARKED, NOTICE_BEGUN, PARKED, "the route is told again in a minute", JobTransitions::noticed);
        on(PARKED, NOTICE_TAKEN, PARKED, "no notice is due", JobTransitions::told);
        on(PARKED, RETRIED, SUBMITTED, "attempts begin at 0; due at once", JobTransitions::retried);
        on(PARKED, RELEASE_RETRIED, DELIVERED, "attempts begin at 0; due at once", JobTransitions::retried);
        on(PARKED, FORGOTTEN, null, "the next input is a new job", JobTransitions::draft);
    }

    private JobTransitions() {}

    /** The cell, or {@code null} if the event changes nothing in that state. */
    static Cell cell(JobRecordState state, JobEvent event) {
        return TABLE.get(state).get(event);
    }

    /**
     * The record after an event.
     *
     * @return the next record, {@code null} if it is forgotten, or the same one if nothing changes
     */
    static JobRecord next(JobRecord record, JobEvent event, JobStep step) {
        Cell cell = cell(record.state(), event);
        if (cell == null) {
            return record;
        }
        if (cell.next() == null) {
            return null;
        }
        boolean nameless = record.jobId() == null && step.jobId() == null;
        boolean needsName = cell.next() != INTENT && cell.next() != PARKED;
        return nameless && needsName ? record : cell.change().apply(record, step);
    }

    /** The first record of a key: an intent. The revisions of two records of a key never meet. */
    static JobRecord intent(JobScope scope, String key, boolean forResults, String fileName, JobStep step) {
        return new JobRecord.Draft(scope, key, ThreadLocalRandom.current().nextLong(1L << 62))
                .state(INTENT)
                .forResults(forResults)
                .fileName(fileName)
                .recordedAt(step.now())
                .owner(step.node())
                .make();
    }

    private static void on(JobRecordState state, JobEvent event, JobRecordState next, String does, Change change) {
        TABLE.computeIfAbsent(state, first -> new EnumMap<>(JobEvent.class))
                .put(event, new Cell(next, does, (record, step) -> {
                    JobRecord.Draft draft = change.apply(record, step).state(next);
                    return (next == PARKED ? draft : draft.noticeDue(false)).make();
                }));
    }

    private static JobRecord.Draft draft(JobRecord record, JobStep step) {
        JobRecord.Draft draft = record.draft();
        boolean first = record.jobId() == null && step.jobId() != null;
        return first ? draft.jobId(step.jobId()).submittedAt(step.now()) : draft;
    }

    /** Of the record that was there a purchase keeps how often the provider has failed. */
    private static JobRecord.Draft intended(JobRecord record, JobStep step) {
        return intent(record.scope(), record.key(), record.forResults(), record.fileName(), step)
                .draft()
                .failures(record.failures());
    }

    private static JobRecord.Draft named(JobRecord record, JobStep step) {
        return draft(record, step).lastError(null).owner(step.node());
    }

    /**
     * The submission's own hold ends with it, and not that of another node which waits for the job. A source on another
     * node may have committed the same recording before.
     */
    private static JobRecord.Draft committed(JobRecord record, JobStep step) {
        return sourceCommitted(record, step).owner(step.node().equals(record.owner()) ? null : record.owner());
    }

    private static JobRecord.Draft sourceCommitted(JobRecord record, JobStep step) {
        return draft(record, step).sourceCommitted(true);
    }

    private static JobRecord.Draft taken(JobRecord record, JobStep step) {
        return draft(record, step).owner(step.node());
    }

    private static JobRecord.Draft delivered(JobRecord record, JobStep step) {
        return taken(record, step).deliveredAt(step.now()).attempts(0);
    }

    private static JobRecord.Draft finished(JobRecord record, JobStep step) {
        boolean noMoreInput = !record.forResults() || record.sourceCommitted();
        return draft(record, step)
                .deliveredAt(record.deliveredAt() == null ? step.now() : record.deliveredAt())
                .failures(0)
                .keepUntil(step.keepUntil(noMoreInput))
                .owner(null);
    }

    private static JobRecord.Draft freed(JobRecord record, JobStep step) {
        return draft(record, step).owner(null);
    }

    private static JobRecord.Draft troubled(JobRecord record, JobStep step) {
        int attempts = record.attempts() + 1;
        return freed(record, step)
                .attempts(attempts)
                .nextAttemptAt(step.nextAttempt(attempts))
                .lastError(step.error());
    }

    /** The route of {@code results} is told of the jobs that were submitted for it. */
    private static JobRecord.Draft parked(JobRecord record, JobStep step) {
        return freed(record, step)
                .attempts(record.attempts() + 1)
                .lastError(step.error())
                .noticeDue(record.forResults());
    }

    private static JobRecord.Draft exhausted(JobRecord record, JobStep step) {
        return parked(record, step).noticeDue(true);
    }

    /** The exchange that submitted it fails, and so is told. */
    private static JobRecord.Draft parkedAndTold(JobRecord record, JobStep step) {
        return parked(record, step).noticeDue(false);
    }

    private static JobRecord.Draft noticed(JobRecord record, JobStep step) {
        return draft(record, step).nextAttemptAt(step.nextNotice());
    }

    private static JobRecord.Draft told(JobRecord record, JobStep step) {
        return draft(record, step).noticeDue(false);
    }

    /** The record outlives its back-off by a day, so that the next failure doubles it. */
    private static JobRecord.Draft failed(JobRecord record, JobStep step) {
        int failures = record.failures() + 1;
        return freed(record, step)
                .failed(true)
                .failures(failures)
                .nextAttemptAt(step.nextPurchase(failures))
                .lastError(step.error())
                .keepUntil(step.keepUntil(false));
    }

    private static JobRecord.Draft retried(JobRecord record, JobStep step) {
        return freed(record, step).attempts(0).nextAttemptAt(step.now());
    }
}
