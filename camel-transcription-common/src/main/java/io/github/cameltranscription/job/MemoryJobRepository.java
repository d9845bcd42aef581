/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps the records in memory: within one process a redelivered recording finds its job, and nothing outlives the
 * process. For what must survive a restart there is {@link JdbcJobRepository}.
 */
public final class MemoryJobRepository implements JobRepository {

    private final ConcurrentMap<String, JobRecord> records = new ConcurrentHashMap<>();
    private final ConcurrentMap<JobOwner, Instant> nodes = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Duration retention = DEFAULT_RETENTION;

    /** Keeps nothing yet. */
    public MemoryJobRepository() {
        this(Clock.systemUTC());
    }

    MemoryJobRepository(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Duration getRetention() {
        return retention;
    }

    /**
     * Keeps the records of finished jobs for that long, so that the same input is not bought again; one day by default.
     *
     * @throws IllegalArgumentException if it is negative or {@code null}
     */
    public void setRetention(Duration retention) {
        this.retention = RecordLimits.checked(retention);
    }

    /**
     * The same as text, such as {@code 7d}, {@code 12h}, {@code 1h30m}, {@code PT12H} or a number of milliseconds.
     *
     * @throws IllegalArgumentException if it is no duration, or negative
     */
    public void setRetention(String retention) {
        setRetention(RecordLimits.retention(retention));
    }

    @Override
    public JobRecord read(String id) {
        return records.get(id);
    }

    @Override
    public boolean insert(JobRecord added) {
        RecordLimits.check(added);
        return records.putIfAbsent(added.id(), added) == null;
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        RecordLimits.check(next);
        if (next.state() == JobRecordState.DELIVERING && next.owner() != null && !nodes.containsKey(next.owner())) {
            return false;
        }
        JobRecord found = records.get(expected.id());
        return found != null && found.revision() == expected.revision() && records.replace(next.id(), found, next);
    }

    @Override
    public boolean delete(JobRecord expected) {
        JobRecord found = records.get(expected.id());
        return found != null && found.revision() == expected.revision() && records.remove(expected.id(), found);
    }

    @Override
    public List<JobRecord> list(JobRecordState state, int limit) {
        return records.values().stream()
                .filter(found -> found.state() == state)
                .sorted(Comparator.comparing(JobRecord::nextAttemptAt).thenComparing(JobRecord::recordedAt))
                .limit(limit)
                .toList();
    }

    @Override
    public JobOwner heartbeat(JobOwner node, Duration lease) {
        JobOwner alive = nodes.containsKey(node) ? node : new JobOwner(node.node(), node.epoch() + 1);
        nodes.put(alive, now().plus(lease));
        return alive;
    }

    @Override
    public void leave(JobOwner node) {
        nodes.remove(node);
        free();
    }

    @Override
    public int giveUp(JobOwner asking) {
        nodes.values().removeIf(aliveUntil -> !aliveUntil.isAfter(now()));
        return free();
    }

    boolean isAlive(JobOwner node) {
        return nodes.containsKey(node);
    }

    private int free() {
        JobStep step = new JobStep(null, now(), null, JobNode.ABANDONED_INTENT, retention);
        int freed = 0;
        for (JobRecord found : records.values()) {
            boolean abandoned = found.owner() != null && !nodes.containsKey(found.owner());
            freed += abandoned && replace(found, JobTransitions.next(found, JobEvent.ABANDONED, step)) ? 1 : 0;
        }
        return freed;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
