/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
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
import static java.util.EnumSet.of;

/**
 * The transitions of a record as one table: for each state and event, the next state and other changes. Without a cell,
 * an event changes nothing. {@code docs/job-states.md} is this table.
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

    /** An exchange waits for the job or its result; one that has just begun to send it may end as well. */
    private static final Set<JobRecordState> WAITED_FOR = of(INTENT, SUBMITTED, DELIVERING);

    private static final Map<JobRecordState, Map<JobEvent, Cell>> TABLE = new EnumMap<>(JobRecordState.class);

    // Whatever comes after an intent keeps the job's id as soon as it is known.
    static {
        on(INTENDED, of(FINISHED), INTENT, "once its back-off is over, if it failed", JobTransitions::intended);
        on(RESUBMITTED, of(INTENT, PARKED), INTENT, "without a job's id only", JobTransitions::intended);
        forget(REJECTED, of(INTENT), "nothing was bought");
        on(UNCERTAIN, of(INTENT), PARKED, "keeps why; no node has it", JobTransitions::parkedAndTold);
        on(JobEvent.SUBMITTED, of(INTENT, PARKED), SUBMITTED, "is this node's", JobTransitions::named);

        on(COMMITTED, of(INTENT, SUBMITTED), SUBMITTED, "free for results", JobTransitions::committed);
        for (JobRecordState state : of(DELIVERING, DELIVERED, FINISHED, PARKED)) {
            on(COMMITTED, of(state), state, "keeps that its source has committed", JobTransitions::sourceCommitted);
        }
        for (JobRecordState state : of(SUBMITTED, DELIVERING, DELIVERED, FINISHED, PARKED)) {
            on(REPEATED, of(state), state, "keeps that its source has committed", JobTransitions::sourceCommitted);
        }

        on(TAKEN, of(SUBMITTED, DELIVERING), SUBMITTED, "is this node's", JobTransitions::taken);
        on(TAKEN, of(PARKED), SUBMITTED, "by transcribe or await; is this node's", JobTransitions::taken);
        on(TAKEN, of(DELIVERED), DELIVERED, "is this node's", JobTransitions::taken);
        on(RESULT_READY, of(INTENT, SUBMITTED, DELIVERING), DELIVERING, "is this node's", JobTransitions::taken);
        on(RESULT_READY, of(PARKED), DELIVERING, "by await; is this node's", JobTransitions::taken);

        on(JobEvent.DELIVERED, WAITED_FOR, DELIVERED, "keeps when", JobTransitions::delivered);
        on(COMPLETED, WAITED_FOR, FINISHED, "keeps when, and keepUntil", JobTransitions::finished);
        on(COMPLETED, of(DELIVERED), FINISHED, "keeps keepUntil", JobTransitions::finished);
        on(RELEASED, of(DELIVERED), FINISHED, "keeps keepUntil", JobTransitions::finished);

        on(FREED, WAITED_FOR, SUBMITTED, "no node has it", JobTransitions::freed);
        on(FREED, of(DELIVERED), DELIVERED, "no node has it", JobTransitions::freed);
        on(TROUBLED, WAITED_FOR, SUBMITTED, "backs off; no node has it", JobTransitions::troubled);
        on(TROUBLED, of(DELIVERED), DELIVERED, "backs off; no node has it", JobTransitions::troubled);
        on(EXHAUSTED, WAITED_FOR, PARKED, "keeps why; a notice is due", JobTransitions::parked);
        on(EXHAUSTED, of(DELIVERED), PARKED, "keeps why; a notice is due", JobTransitions::parked);
        on(FAILED, WAITED_FOR, FINISHED, "backs off before the next purchase", JobTransitions::failed);
        on(GONE, WAITED_FOR, PARKED, "keeps why; a notice is due to results", JobTransitions::gone);

        on(ABANDONED, of(INTENT), PARKED, "how it ended is unknown; a notice is due", JobTransitions::parked);
        on(ABANDONED, of(SUBMITTED, DELIVERING), SUBMITTED, "no node has it", JobTransitions::freed);
        on(ABANDONED, of(DELIVERED), DELIVERED, "no node has it", JobTransitions::freed);

        on(NOTICE_BEGUN, of(PARKED), PARKED, "the notice is repeated after a minute", JobTransitions::noticed);
        on(NOTICE_TAKEN, of(PARKED), PARKED, "no notice is due", JobTransitions::told);
        on(RETRIED, of(PARKED), SUBMITTED, "attempts begin at 0; due at once", JobTransitions::retried);
        on(RELEASE_RETRIED, of(PARKED), DELIVERED, "attempts begin at 0; due at once", JobTransitions::retried);
        forget(FORGOTTEN, of(INTENT, SUBMITTED, FINISHED, PARKED), "the next input is a new job");
        forget(FORGOTTEN, of(DELIVERED), "the job stays at the provider");
        forget(EXPIRED, of(FINISHED), "the next input is a new job");
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

    private static void on(
            JobEvent event, Set<JobRecordState> states, JobRecordState next, String does, Change change) {
        Cell cell = new Cell(next, does, (record, step) -> {
            JobRecord.Draft draft = change.apply(record, step).state(next);
            return (next == PARKED ? draft : draft.noticeDue(false)).make();
        });
        states.forEach(state -> TABLE.computeIfAbsent(state, first -> new EnumMap<>(JobEvent.class))
                .put(event, cell));
    }

    private static void forget(JobEvent event, Set<JobRecordState> states, String does) {
        on(event, states, null, does, JobTransitions::draft);
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

    private static JobRecord.Draft parked(JobRecord record, JobStep step) {
        return freed(record, step)
                .attempts(record.attempts() + 1)
                .lastError(step.error())
                .noticeDue(true);
    }

    /** The exchange of a job that is not for {@code results} fails with the reason. */
    private static JobRecord.Draft gone(JobRecord record, JobStep step) {
        return parked(record, step).noticeDue(record.forResults());
    }

    /** The exchange that submitted it fails with the reason. */
    private static JobRecord.Draft parkedAndTold(JobRecord record, JobStep step) {
        return parked(record, step).noticeDue(false);
    }

    private static JobRecord.Draft noticed(JobRecord record, JobStep step) {
        return draft(record, step).nextAttemptAt(step.now().plus(JobStep.NOTICE_DELAY));
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
