/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
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

    /** The failure to get a transcript that was delivered before, in words that say so; any other as it is. */
    TranscriptionException explained(TranscriptionException failure) {
        boolean gone = known != null
                && known.state() == JobRecordState.DELIVERED
                && failure.getCategory() == ErrorCategory.JOB_NOT_FOUND;
        return gone
                ? failure.getCategory()
                        .toException(
                                failure.getDetails()
                                        .withMessage("the transcript of " + userKey + " was delivered at "
                                                + known.deliveredAt() + ", and " + provider
                                                + " does not have it any more; nothing was submitted"),
                                failure)
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
        try {
            ledger.update(key, record -> record.submitted(newJobId, ledger.now()));
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
        if (failure.getJobId() != null && failure.getCategory().isJobOver()) {
            over();
        } else if (failure.getJobId() != null || failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION) {
            suspend();
        } else {
            notSubmitted();
        }
    }

    /** The provider certainly did not take the recording. */
    private void notSubmitted() {
        ledger.tryUpdate(
                key, record -> record.state() == JobRecordState.INTENT && ledger.isOurs(record) ? null : record);
        letGo();
    }

    /** The job stays as it is, for whoever comes next with the same recording. */
    void suspend() {
        ledger.tryUpdate(key, record -> use.suspended(record, ledger));
        letGo();
    }

    /** The provider has given the job up, or does not know it: the same recording is a new job. */
    private void over() {
        ledger.tryUpdate(key, record -> record.state() == JobRecordState.DELIVERED ? record : null);
        letGo();
    }

    /** The transcript is safe with the user. */
    void delivered() {
        ledger.tryUpdate(
                key, record -> record.state() == JobRecordState.SUBMITTED ? record.delivered(ledger.now()) : record);
    }

    /** Nothing is left to be done at the provider. */
    void finish() {
        ledger.tryUpdate(key, record -> {
            if (record.state() != JobRecordState.DELIVERED) {
                return null;
            }
            return use.isSourceOpen(record, known)
                    ? record.leased(RecordedJobs.SOURCE_OPEN, ledger.now().plus(RecordedJobs.SOURCE_LIMIT))
                    : ledger.finished(record);
        });
        letGo();
    }

    /** The source of a submitted recording has committed: it will not bring it again. */
    void sourceCommitted() {
        ledger.tryUpdate(
                key,
                record -> record.state() == JobRecordState.DELIVERED ? ledger.finished(record) : record.released());
        letGo();
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
