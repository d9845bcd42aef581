/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.JobWaiter;

/**
 * The record of one job while an exchange is about it. What goes wrong with the repository before anything is paid for is
 * thrown; afterwards it is logged, as by then the transcript matters more.
 */
final class RecordedJob {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedJob.class);

    private final JobLedger ledger;
    private final String provider;
    private final JobWaiter waiter;
    private final String key;
    private final String userKey;
    private final String holder;
    private final JobRecord known;
    private final RecordUse use;
    private volatile String jobId;

    /**
     * @param key     the record's key
     * @param userKey the same as the user knows it
     * @param holder  who has reserved the key, or {@code null} if nobody has
     * @param known   the record as it was found, or {@code null} if there was none
     * @param use     what the exchange does with the job
     */
    RecordedJob(
            JobLedger ledger,
            String provider,
            JobWaiter waiter,
            String key,
            String userKey,
            String holder,
            JobRecord known,
            RecordUse use) {
        this.ledger = ledger;
        this.provider = provider;
        this.waiter = waiter;
        this.key = key;
        this.userKey = userKey;
        this.holder = holder;
        this.known = known;
        this.use = use;
        this.jobId = known == null ? null : known.jobId();
    }

    /** The record of a job that came with its id: by now the key may stand for another one. */
    static RecordedJob awaited(JobLedger ledger, String provider, String key, String userKey, String jobId) {
        RecordedJob awaited =
                new RecordedJob(ledger, provider, JobWaiter.SUBMIT, key, userKey, null, null, RecordUse.AWAIT);
        awaited.jobId = jobId;
        return awaited;
    }

    /** The key as the user knows it. */
    String userKey() {
        return userKey;
    }

    /** The job that an earlier process, or an earlier exchange, has submitted, or {@code null}. */
    String jobId() {
        return known == null ? null : known.jobId();
    }

    /** The name of the recording, or {@code null}. */
    String fileName() {
        return known == null ? null : known.fileName();
    }

    /** When the job was submitted by an earlier process or exchange, or {@code null}. */
    Instant submittedAt() {
        return known == null ? null : known.submittedAt();
    }

    /** The failure to get a transcript that was delivered before, in words that say so; any other as it is. */
    TranscriptionException explained(TranscriptionException failure) {
        boolean gone = known != null
                && known.state() == JobRecordState.DELIVERED
                && failure.getCategory() == ErrorCategory.JOB_NOT_FOUND;
        return gone
                ? failure.withMessage("the transcript of " + userKey + " was delivered at " + known.deliveredAt()
                        + ", and " + provider + " does not have it any more; nothing was submitted")
                : failure;
    }

    /**
     * Records that the recording is about to be sent.
     *
     * @return whether it may be; {@code false} if another process was faster
     * @throws JobRepositoryException if it cannot be recorded
     */
    boolean intend(String fileName) {
        JobRecord intent =
                JobRecord.intent(provider, waiter, fileName, ledger.now(), ledger.owner(), ledger.leaseEnd());
        if (ledger.create(key, intent)) {
            return true;
        }
        JobRecord there = ledger.read(key);
        return there != null
                && there.state() == JobRecordState.INTENT
                && ledger.owner().equals(there.owner());
    }

    /** Records the job that the provider has made of it. */
    void submitted(String newJobId) {
        jobId = newJobId;
        try {
            JobRecord now = ledger.update(
                    key,
                    record -> record.state() == JobRecordState.INTENT
                            ? record.submitted(newJobId, ledger.now())
                            : record);
            if (now == null || !newJobId.equals(now.jobId())) {
                LOG.error(
                        "{} job {} of {} is paid for, and somebody else has changed its record to {} meanwhile",
                        provider,
                        newJobId,
                        userKey,
                        now);
            }
        } catch (JobRepositoryException failed) {
            LOG.error(
                    "{} job {} of {} is paid for and could not be recorded, so that after a crash it would be reported as"
                            + " uncertain: {}",
                    provider,
                    newJobId,
                    userKey,
                    failed.getMessage());
        }
    }

    /** What a failure to get the transcript leaves of the record. */
    void failed(TranscriptionException failure) {
        if (failure.getJobId() != null) {
            if (failure.getVerdict() == Verdict.FAILED) {
                over();
            } else if (failure.getCategory() == ErrorCategory.JOB_INTERRUPTED) {
                free();
            } else {
                suspend();
            }
        } else if (failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION) {
            suspend();
        } else {
            notSubmitted();
        }
    }

    /** The provider certainly did not take the recording: nothing is uncertain. */
    void intentTakenBack() {
        update(record -> record.state() == JobRecordState.INTENT && ledger.isOurs(record) ? null : record);
    }

    private void notSubmitted() {
        intentTakenBack();
        letGo();
    }

    /** The job stays as it is, for whoever comes next with the same recording. */
    void suspend() {
        update(record -> use.suspended(record, ledger));
        letGo();
    }

    /** As {@link #suspend}, and others need not wait: nothing is wrong with the job. */
    void free() {
        update(record -> ledger.isOurs(record) ? ledger.freed(record) : record);
        letGo();
    }

    /** The provider has given the job up, or does not know it: the same recording is a new job. */
    private void over() {
        update(record -> isOfThisJob(record) && record.state() != JobRecordState.DELIVERED ? null : record);
        letGo();
    }

    /** The transcript is safe with the user. */
    void delivered() {
        update(this::delivered);
    }

    private JobRecord delivered(JobRecord record) {
        return isOfThisJob(record) && record.state() == JobRecordState.SUBMITTED
                ? record.delivered(ledger.now())
                : record;
    }

    /** Nothing is left to be done at the provider. */
    void finish() {
        update(record -> {
            if (!isOfThisJob(record)) {
                return record;
            }
            if (record.state() == JobRecordState.INTENT) {
                // The job's id could not be recorded when there was one.
                return null;
            }
            return use.isSourceOpen(record)
                    ? delivered(record)
                            .leased(RecordedJobs.SOURCE_OPEN, ledger.now().plus(RecordedJobs.SOURCE_LIMIT))
                    : ledger.finished(delivered(record));
        });
        letGo();
    }

    /** The source of a submitted recording has committed: it will not bring it again. */
    void sourceCommitted() {
        update(this::committed);
        letGo();
    }

    private JobRecord committed(JobRecord record) {
        if (!isOfThisJob(record) || record.isFinished()) {
            return record;
        }
        if (record.state() == JobRecordState.DELIVERED) {
            return RecordedJobs.SOURCE_OPEN.equals(record.owner())
                    ? ledger.finished(record)
                    : record.committed(ledger.now());
        }
        JobRecord committed = record.committed(ledger.now());
        // The lease of a job that was only replied with again is that of whoever waits for it, if anybody does.
        boolean our = use == RecordUse.SUBMIT && ledger.isOurs(record);
        boolean nobodys = !ledger.isElsewhere(record) && !ledger.isHeld(key);
        return our || nobodys ? committed.released() : committed;
    }

    /** Whether it is this job, and not another one that the same key stands for by now. */
    private boolean isOfThisJob(JobRecord record) {
        return record.jobId() == null
                ? use != RecordUse.AWAIT && ledger.isOurs(record)
                : record.jobId().equals(jobId);
    }

    /** Once this exchange has let go of the record, it may belong to another one. */
    private void update(UnaryOperator<JobRecord> change) {
        if (holder == null || !ledger.isHeldByAnother(key, holder)) {
            ledger.tryUpdate(key, change);
        }
    }

    /** Leaves the record to whoever finishes it off. */
    void letGo() {
        if (holder != null) {
            ledger.letGo(key, holder);
        }
    }

    /** By ledger and key. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedJob that && that.ledger == ledger && that.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "RecordedJob[" + key + "]";
    }
}
