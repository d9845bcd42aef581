/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores what must survive a restart: one {@link JobRecord} for each job. A repository of your own implements
 * {@link #read}, {@link #insert}, {@link #replace}, {@link #delete} and {@link #list}, and extends
 * {@code JobRepositoryContract} of camel-transcription-testing to test it.
 *
 * <ul>
 * <li><b>Atomic.</b> Each of the five happens wholly or not at all.
 * <li><b>Durable.</b> When a call has returned {@code true}, the change outlives the process, even one that is killed.
 * <li><b>Linearizable per record.</b> A call that begins after another has returned sees what that one did.
 * <li><b>One winner.</b> Of several calls at the same time that expect the same, one returns {@code true}. A call that
 * returns {@code false} has changed nothing.
 * <li><b>Unknown after an exception.</b> A call that throws may have happened: its caller reads the record again.
 * </ul>
 *
 * <p>A record is the expected one if its {@linkplain JobRecord#revision revision} is. All methods may be called from
 * any thread, between {@link #start} and {@link #close}, and may block for as long as the storage takes. All failures
 * are {@link JobRepositoryException}s.
 *
 * <p>The defaults of {@link #claim}, {@link #giveUp} and the node's methods are for a repository that one process uses.
 * A repository that several processes share overrides all of them.
 */
public interface JobRepository extends AutoCloseable {

    /** The time after which a finished record goes, unless another is set. */
    Duration DEFAULT_RETENTION = Duration.ofDays(1);

    /**
     * Opens the repository; does nothing if it is open. It may be called again after {@link #close}.
     *
     * @throws JobRepositoryException if the storage cannot be opened; says why and what to do
     */
    default void start() {}

    /** Closes what {@link #start} has opened; the records stay. Does nothing if it is not open. */
    @Override
    default void close() {}

    /**
     * Reads a record.
     *
     * @param  id {@link JobRecord#id}
     * @return    the record, or {@code null} if there is none
     */
    JobRecord read(String id);

    /**
     * Stores a record unless there is one of the same id.
     *
     * @return whether it was stored
     */
    boolean insert(JobRecord added);

    /**
     * Replaces a record if it is the expected one. Where nodes can be given up, {@code next} may become
     * {@link JobRecordState#DELIVERING} only while its owner is not.
     *
     * @param  next has the same id
     * @return      whether it was replaced
     */
    boolean replace(JobRecord expected, JobRecord next);

    /**
     * Forgets a record if it is the expected one.
     *
     * @return whether it was forgotten
     */
    boolean delete(JobRecord expected);

    /**
     * The records of one state. Changes of the same moment may be in it or not.
     *
     * @param  limit how many at most
     * @return       the records, those with the earliest {@code nextAttemptAt} first; never {@code null}
     */
    List<JobRecord> list(JobRecordState state, int limit);

    /**
     * How many records there are of each state, for those who watch; nothing depends on it. A repository that may have
     * many records overrides it with something cheaper than {@link #list}.
     *
     * @return the numbers; a state without records may be missing
     */
    default Map<JobRecordState, Long> count() {
        return Stream.of(JobRecordState.values()).collect(Collectors.toMap(state -> state, state ->
                (long) list(state, Integer.MAX_VALUE).size()));
    }

    /**
     * Takes a batch of records that no node has and that are due, those that have been due for longest first.
     *
     * @param  scope whose records
     * @param  state {@link JobRecordState#SUBMITTED} for the jobs that {@code submit} made,
     *                   {@link JobRecordState#DELIVERED} for those that are to be released, or
     *                   {@link JobRecordState#PARKED} for those of which a notice is due: they stay free, and are due
     *                   again after a minute
     * @param  owner whose the others become
     * @param  limit how many at most
     * @return       the records as they are now; never {@code null}
     */
    default List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
        JobEvent event = state == JobRecordState.PARKED ? JobEvent.NOTICE_BEGUN : JobEvent.TAKEN;
        JobStep step = JobStep.by(owner, now());
        return list(state, Integer.MAX_VALUE).stream()
                .filter(found -> found.owner() == null
                        && found.scope().equals(scope)
                        && !found.nextAttemptAt().isAfter(step.now())
                        && switch (state) {
                            case SUBMITTED -> found.forResults();
                            case PARKED -> found.noticeDue();
                            default -> true;
                        })
                .map(found -> changed(found, event, step))
                .filter(Objects::nonNull)
                .limit(limit)
                .toList();
    }

    /**
     * Takes one record for the delivery of its result, whatever its state but {@link JobRecordState#FINISHED} and
     * {@link JobRecordState#DELIVERED}, unless another node has it.
     *
     * @param  id    {@link JobRecord#id}
     * @param  jobId the job that it must be the record of
     * @param  owner whose it becomes
     * @return       the record as it is now; {@code null} if there is none of this job, or another node has it
     */
    default JobRecord beginDelivery(String id, String jobId, JobOwner owner) {
        JobRecord found = read(id);
        if (found == null || !jobId.equals(found.jobId()) || found.owner() != null && !found.isOwnedBy(owner)) {
            return null;
        }
        return changed(found, JobEvent.RESULT_READY, JobStep.by(owner, now()));
    }

    /** The record after an event; {@code null} if the event changes nothing, or another has changed the record. */
    private JobRecord changed(JobRecord found, JobEvent event, JobStep step) {
        JobRecord next = JobTransitions.next(found, event, step);
        return next != found && replace(found, next) ? next : null;
    }

    private int changed(Collection<JobRecord> found, JobEvent event, JobStep step) {
        return (int) found.stream()
                .map(one -> changed(one, event, step))
                .filter(Objects::nonNull)
                .count();
    }

    /**
     * Finishes records that are {@link JobRecordState#DELIVERED}; other records, and records that have changed, stay.
     *
     * @param  records of one owner
     * @return         how many are finished now
     */
    default int finish(Collection<JobRecord> records) {
        JobStep step = new JobStep(null, now(), null, null, getRetention());
        return changed(records, JobEvent.RELEASED, step);
    }

    /**
     * Says that a node is alive.
     *
     * @param  node  the node, which the first call makes known
     * @param  lease after which, without another call, the node may be given up
     * @return       the node under its epoch: the same as given, or the next if it was given up
     */
    default JobOwner heartbeat(JobOwner node, Duration lease) {
        return node;
    }

    /** Forgets a node that stops, as if it was given up. */
    default void leave(JobOwner node) {
        giveUp(node, true);
    }

    /**
     * Gives up the nodes whose lease is over: what they work on becomes free ({@link JobEvent#ABANDONED}). In a
     * repository that is not shared, that is every node but the one that asks.
     *
     * @param  asking the node that asks
     * @return        how many records became free
     */
    default int giveUp(JobOwner asking) {
        return giveUp(asking, false);
    }

    private int giveUp(JobOwner node, boolean own) {
        JobStep step = new JobStep(node, now(), null, JobNode.ABANDONED_INTENT, Duration.ZERO);
        return changed(owned(node, own), JobEvent.ABANDONED, step);
    }

    /**
     * The records that a node has.
     *
     * @return the records, in any order; never {@code null}
     */
    default List<JobRecord> ownedBy(JobOwner node) {
        return owned(node, true);
    }

    private List<JobRecord> owned(JobOwner node, boolean own) {
        return Stream.of(
                        JobRecordState.INTENT,
                        JobRecordState.SUBMITTED,
                        JobRecordState.DELIVERING,
                        JobRecordState.DELIVERED)
                .flatMap(state -> list(state, Integer.MAX_VALUE).stream())
                .filter(found -> found.owner() != null && found.isOwnedBy(node) == own)
                .toList();
    }

    /**
     * Forgets the finished records whose time is over.
     *
     * @return how many they were
     */
    default int purge() {
        Instant now = now();
        return (int) list(JobRecordState.FINISHED, Integer.MAX_VALUE).stream()
                .filter(found -> !found.keepUntil().isAfter(now))
                .filter(this::delete)
                .count();
    }

    /** The time by the clock that all nodes share. */
    default Instant now() {
        return Clock.systemUTC().instant();
    }

    /** How long a finished record stays, so that the same input is not bought again. */
    default Duration getRetention() {
        return DEFAULT_RETENTION;
    }

    /** Whether other processes or Camel contexts may use the records at the same time, so that nodes have a heartbeat. */
    default boolean isShared() {
        return false;
    }
}
