/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;

/**
 * A component's way to a {@link JobRepository}: changes records by compare-and-set, knows which of them this process
 * works on, and keeps their leases alive.
 */
final class JobLedger {

    private static final Logger LOG = LoggerFactory.getLogger(JobLedger.class);

    /** In a repository that is ours alone, nobody waits for a lease to end. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final int RENEWALS_PER_LEASE = 3;

    private final JobRepository repository;
    private final String owner;
    private final Duration lease;
    private final JobScheduler scheduler;
    private final Executor worker;
    private final Clock clock;
    private final Map<String, Hold> held;
    private boolean renewing;

    /** Who of this process works on a key, and whose duty it is to renew the lease. */
    record Hold(String holder, JobLedger ledger) {}

    /**
     * @param repository where the records are
     * @param owner      the id of this process in them
     * @param lease      after which another process may take over; without meaning where the repository is not shared
     * @param scheduler  says when to renew
     * @param worker     where that is done: it may block
     * @param clock      the time that all processes go by
     * @param held       what this process works on in the repository: ledgers that differ in their lease share it
     */
    JobLedger(
            JobRepository repository,
            String owner,
            Duration lease,
            JobScheduler scheduler,
            Executor worker,
            Clock clock,
            Map<String, Hold> held) {
        this.repository = repository;
        this.owner = owner;
        this.lease = lease;
        this.scheduler = scheduler;
        this.worker = worker;
        this.clock = clock;
        this.held = held;
    }

    JobRepository repository() {
        return repository;
    }

    String owner() {
        return owner;
    }

    Instant now() {
        return clock.instant();
    }

    Duration lease() {
        return lease;
    }

    /** Until when a lease that is taken or renewed now lasts. */
    Instant leaseEnd() {
        return now().plus(repository.isShared() ? lease : FOREVER);
    }

    /** Whether this process works on it, or was the last to do so. */
    boolean isOurs(JobRecord record) {
        return owner.equals(record.owner());
    }

    /** Whether the record belongs to another process that may be alive. */
    boolean isElsewhere(JobRecord record) {
        return repository.isShared() && record.isLeased(now()) && !isOurs(record);
    }

    /**
     * Reserves a key within this process.
     *
     * @param  holder the exchange that is about it; the same one may reserve it again
     * @return        whether nobody else has it
     */
    boolean hold(String key, String holder) {
        Hold other = held.putIfAbsent(key, new Hold(holder, this));
        renewLater();
        return other == null || other.holder().equals(holder);
    }

    void letGo(String key, String holder) {
        held.computeIfPresent(key, (same, hold) -> hold.holder().equals(holder) ? null : hold);
    }

    /** Whether something in this process works on it. */
    boolean isHeld(String key) {
        return held.containsKey(key);
    }

    /** Whether something else in this process works on it. */
    boolean isHeldByAnother(String key, String holder) {
        Hold hold = held.get(key);
        return hold != null && !hold.holder().equals(holder);
    }

    /** The record of a key, or {@code null}. */
    JobRecord read(String key) {
        String value = repository.get(key);
        return value == null ? null : JobRecord.parse(value);
    }

    /** Makes a record for a key that has none. */
    boolean create(String key, JobRecord record) {
        return repository.putIfAbsent(key, record.toJson());
    }

    /**
     * Changes a record, whoever else changes it at the same time.
     *
     * @param  change gives the new record, {@code null} to forget the key, or the same one to leave it; may be called
     *                more than once
     * @return        the record as it is now, or {@code null} if there is none
     */
    JobRecord update(String key, UnaryOperator<JobRecord> change) {
        while (true) {
            String value = repository.get(key);
            if (value == null) {
                return null;
            }
            JobRecord before = JobRecord.parse(value);
            JobRecord after = change.apply(before);
            if (before.equals(after)) {
                return after;
            }
            boolean changed =
                    after == null ? repository.delete(key, value) : repository.replace(key, value, after.toJson());
            if (changed) {
                return after;
            }
        }
    }

    /**
     * Takes a record for this process.
     *
     * @param  known the record as it was read
     * @return       whether it was still that one
     */
    boolean lease(String key, JobRecord known) {
        JobRecord leased = known.leased(owner, leaseEnd());
        JobRecord now = update(key, record -> record.equals(known) ? leased : record);
        return leased.equals(now);
    }

    /** As {@link #update}, where a failure must not spoil what has been achieved: it is logged. */
    void tryUpdate(String key, UnaryOperator<JobRecord> change) {
        try {
            update(key, change);
        } catch (JobRepositoryException failed) {
            LOG.error("The record of {} could not be changed: {}", key, failed.getMessage());
        }
    }

    /** What is left of a record once nothing is left to be done: nothing, or for a while what keeps it from a second purchase. */
    JobRecord finished(JobRecord record) {
        return repository.getRetention().isZero() ? null : record.released();
    }

    /** What a record is when nobody works on it any more, and anybody may go on with it. */
    JobRecord freed(JobRecord record) {
        return record.isSourceOpen() ? record.leased(record.owner(), now()) : record.released();
    }

    private synchronized void renewLater() {
        if (repository.isShared() && !renewing) {
            renewing = true;
            scheduler.schedule(() -> worker.execute(this::renew), lease.dividedBy(RENEWALS_PER_LEASE));
        }
    }

    private void renew() {
        try {
            ownKeys().forEach(key -> tryUpdate(key, this::renewed));
        } finally {
            synchronized (this) {
                renewing = false;
                if (!ownKeys().isEmpty()) {
                    renewLater();
                }
            }
        }
    }

    private List<String> ownKeys() {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue().ledger() == this)
                .map(Map.Entry::getKey)
                .toList();
    }

    private JobRecord renewed(JobRecord record) {
        return isOurs(record) ? record.leased(owner, leaseEnd()) : record;
    }
}
