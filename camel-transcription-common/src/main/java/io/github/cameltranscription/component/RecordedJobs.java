/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobWaiter;

/** Finds the records of an endpoint's jobs, and decides what an input means for which there is one already. */
final class RecordedJobs {

    /** Owner of a record that is delivered, while the source of its recording may still bring it again. */
    static final String SOURCE_OPEN = "source";

    /** After a crash between submission and commit, a source brings the recording again when it is started again. */
    static final Duration SOURCE_LIMIT = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(RecordedJobs.class);

    private final JobLedger ledger;
    private final String provider;
    private final String operation;
    private final String scope;
    private final Expression keyExpression;
    private final UncertainSubmission uncertainSubmission;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param kind          of job, such as {@code transcribe}: jobs of different kinds for one recording are different
     * @param keyExpression the option {@code jobKey}, or {@code null}
     */
    RecordedJobs(
            JobLedger ledger,
            String provider,
            String operation,
            String kind,
            Expression keyExpression,
            UncertainSubmission uncertainSubmission) {
        this.ledger = ledger;
        this.provider = provider;
        this.operation = operation;
        this.scope = provider + ":" + kind + ":";
        this.keyExpression = keyExpression;
        this.uncertainSubmission = uncertainSubmission;
    }

    String provider() {
        return provider;
    }

    JobLedger ledger() {
        return ledger;
    }

    /** Whether a key is that of a job of this kind. */
    boolean owns(String key) {
        return key.startsWith(scope);
    }

    /** The key as the user knows it. */
    String userKey(String key) {
        return key.substring(scope.length());
    }

    /** The key of the recording in an exchange, or {@code null} if there is nothing to know it by. */
    String keyOf(Exchange exchange) {
        String userKey = JobKey.of(exchange, keyExpression);
        if (userKey == null && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "{}:{}: a message has nothing to know its recording by after a restart, so its job is not recorded:"
                            + " set jobKey, or the header {}",
                    provider,
                    operation,
                    TranscriptionConstants.JOB_KEY);
        }
        return userKey;
    }

    /**
     * The record of a recording, which from now on no other exchange here works on.
     *
     * @param  submittedJobId         the job that this very exchange has submitted, or {@code null}
     * @return                        the record, with the job if there is one
     * @throws TranscriptionException if another exchange works on it, or it is uncertain whether it was submitted
     */
    RecordedJob open(Exchange exchange, String userKey, JobWaiter waiter, String submittedJobId) {
        String key = scope + userKey;
        String holder = exchange.getExchangeId();
        if (waiter == JobWaiter.SUBMIT) {
            // Nothing is sent for a job that exists, so it does not matter who is waiting for it.
            JobRecord known = ledger.read(key);
            if (known != null && known.state() != JobRecordState.INTENT) {
                return recorded(key, userKey, null, waiter, known, RecordUse.REPEAT);
            }
        }
        if (!ledger.hold(key, holder)) {
            throw inProgress(userKey, "another exchange here");
        }
        try {
            return claim(key, userKey, holder, waiter, submittedJobId);
        } catch (RuntimeException refused) {
            ledger.letGo(key, holder);
            throw refused;
        }
    }

    private RecordedJob claim(String key, String userKey, String holder, JobWaiter waiter, String submittedJobId) {
        RecordUse use = waiter == JobWaiter.SUBMIT ? RecordUse.SUBMIT : RecordUse.TRANSCRIBE;
        while (true) {
            JobRecord known = ledger.read(key);
            if (known == null) {
                return recorded(key, userKey, holder, waiter, null, use);
            }
            if (known.state() == JobRecordState.INTENT) {
                if (submittedJobId != null && ledger.isOurs(known)) {
                    // What the provider said could not be recorded at the time.
                    ledger.update(
                            key,
                            record -> record.equals(known) ? record.submitted(submittedJobId, ledger.now()) : record);
                    continue;
                }
                requireNotElsewhere(known, userKey);
                if (uncertainSubmission == UncertainSubmission.FAIL) {
                    throw uncertain(known, userKey);
                }
                LOG.warn("{} is submitted again: it is uncertain whether it was before", userKey);
                ledger.update(key, record -> record.equals(known) ? null : record);
            } else if (waiter == JobWaiter.SUBMIT) {
                return recorded(key, userKey, holder, waiter, known, RecordUse.REPEAT);
            } else if (known.state() == JobRecordState.DELIVERED) {
                return recorded(key, userKey, holder, waiter, known, use);
            } else {
                requireNotElsewhere(known, userKey);
                if (ledger.lease(key, known)) {
                    return recorded(key, userKey, holder, waiter, known, use);
                }
            }
        }
    }

    private RecordedJob recorded(
            String key, String userKey, String holder, JobWaiter waiter, JobRecord known, RecordUse use) {
        return new RecordedJob(ledger, provider, waiter, key, userKey, holder, known, use);
    }

    /** The record of a job that was submitted before, by a key that came with it; {@code null} without one. */
    RecordedJob awaited(String userKey, String jobId) {
        return userKey == null ? null : RecordedJob.awaited(ledger, provider, scope + userKey, userKey, jobId);
    }

    /** In a repository of our own, the leases that an earlier process has left are void. */
    void voidOldLeases() {
        if (ledger.repository().isShared()) {
            return;
        }
        for (String key : ledger.repository().claimable(provider, Instant.MAX, Integer.MAX_VALUE)) {
            ledger.update(
                    key,
                    record -> record.state() == JobRecordState.SUBMITTED
                                    && record.isLeased(ledger.now())
                                    && !ledger.isHeld(key)
                            ? ledger.freed(record)
                            : record);
        }
    }

    /**
     * The record of a job that {@code results} is to wait for, taken by this process.
     *
     * @return the record, or {@code null} if it is not to be had
     */
    RecordedJob take(String key) {
        String holder = UUID.randomUUID().toString();
        if (!ledger.hold(key, holder)) {
            return null;
        }
        RecordedJob taken = null;
        try {
            taken = take(key, holder);
            return taken;
        } finally {
            if (taken == null) {
                ledger.letGo(key, holder);
            }
        }
    }

    private RecordedJob take(String key, String holder) {
        JobRecord known = ledger.read(key);
        if (known == null || known.state() != JobRecordState.SUBMITTED || known.isLeased(ledger.now())) {
            return null;
        }
        // From now on the owner no longer tells whether the source may bring the recording again.
        JobRecord closed = known.isSourceOpen() ? known : known.committed(ledger.now());
        JobRecord leased = closed.leased(ledger.owner(), ledger.leaseEnd());
        return leased.equals(ledger.update(key, record -> record.equals(known) ? leased : record))
                ? recorded(key, userKey(key), holder, JobWaiter.SUBMIT, leased, RecordUse.RESULTS)
                : null;
    }

    /** The record of a job whose transcript was delivered, to finish it off; {@code null} if that is not due. */
    RecordedJob leftover(String key) {
        if (!isLeftover(ledger.read(key))) {
            return null;
        }
        String holder = UUID.randomUUID().toString();
        if (!ledger.hold(key, holder)) {
            return null;
        }
        // Whoever held it until now may have left it to its source meanwhile.
        JobRecord known = ledger.read(key);
        if (isLeftover(known)) {
            return recorded(key, userKey(key), holder, known.waiter(), known, RecordUse.TRANSCRIBE);
        }
        ledger.letGo(key, holder);
        return null;
    }

    private boolean isLeftover(JobRecord known) {
        return known != null
                && known.state() == JobRecordState.DELIVERED
                && !known.isFinished()
                && !ledger.isElsewhere(known)
                && !(SOURCE_OPEN.equals(known.owner()) && known.isLeased(ledger.now()));
    }

    private void requireNotElsewhere(JobRecord known, String userKey) {
        if (ledger.isElsewhere(known)) {
            throw inProgress(userKey, "another process, until " + known.leaseUntil() + " unless it goes on longer");
        }
    }

    /** For a recording that somebody else is at. */
    TranscriptionException inProgress(String userKey, String who) {
        return ErrorCategory.JOB_IN_PROGRESS.toException(details(
                userKey + " is being worked on by " + who + "; nothing was sent: leave it to that one, or try later"));
    }

    private TranscriptionException uncertain(JobRecord known, String userKey) {
        String named = known.fileName() == null ? userKey : known.fileName() + " (" + userKey + ")";
        return ErrorCategory.UNCERTAIN_SUBMISSION.toException(details(named
                + " may have been submitted already: a submission was begun at " + known.recordedAt()
                + " and how it ended was not recorded, so it is not sent again. Look at the provider first; then forget"
                + " the record \"" + scope + userKey
                + "\" in the jobRepository, or set uncertainSubmission=resubmit to send such recordings again"));
    }

    private ErrorDetails details(String message) {
        return ErrorDetails.of(provider, operation, message);
    }
}
