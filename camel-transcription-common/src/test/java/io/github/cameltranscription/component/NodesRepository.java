/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameltranscription.job.JobOwner;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.MemoryJobRepository;

/** One node's way to a repository that several share, or to one of its own; it can be cut. */
final class NodesRepository implements JobRepository {

    enum Call {
        READ,
        INSERT,
        REPLACE,
        DELETE,
        LIST,
        HEARTBEAT
    }

    private final MemoryJobRepository records;
    private final boolean shared;
    private final Set<Call> broken = ConcurrentHashMap.newKeySet();
    private volatile Runnable beforeInsert = () -> {};

    private NodesRepository(MemoryJobRepository records, boolean shared) {
        this.records = records;
        this.shared = shared;
    }

    static NodesRepository shared(MemoryJobRepository records) {
        return new NodesRepository(records, true);
    }

    static NodesRepository own(MemoryJobRepository records) {
        return new NodesRepository(records, false);
    }

    /** From now on these fail. */
    void breakDown(Call... calls) {
        broken.addAll(List.of(calls));
    }

    /** From now on this node cannot do or learn anything: it might as well be dead. */
    void cut() {
        breakDown(Call.values());
    }

    void mend() {
        broken.clear();
    }

    /** Something that happens right before an intent is recorded. */
    void beforeInsert(Runnable action) {
        beforeInsert = action;
    }

    private void require(Call call) {
        if (broken.contains(call)) {
            throw new JobRepositoryException("the repository cannot be reached");
        }
    }

    @Override
    public JobRecord read(String id) {
        require(Call.READ);
        return records.read(id);
    }

    @Override
    public boolean insert(JobRecord added) {
        beforeInsert.run();
        require(Call.INSERT);
        return records.insert(added);
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        require(Call.REPLACE);
        return records.replace(expected, next);
    }

    @Override
    public boolean delete(JobRecord expected) {
        require(Call.DELETE);
        return records.delete(expected);
    }

    @Override
    public List<JobRecord> list(JobRecordState state, int limit) {
        require(Call.LIST);
        return records.list(state, limit);
    }

    /** In a repository of its own a node finds the nodes of earlier processes given up: their lease is over at once. */
    @Override
    public JobOwner heartbeat(JobOwner node, Duration lease) {
        require(Call.HEARTBEAT);
        return records.heartbeat(node, shared ? lease : Duration.ZERO);
    }

    @Override
    public int giveUp(JobOwner asking) {
        require(Call.HEARTBEAT);
        int freed = records.giveUp(asking);
        if (!shared) {
            records.heartbeat(new JobOwner(asking.node(), asking.epoch() - 1), Duration.ZERO);
        }
        return freed;
    }

    @Override
    public void leave(JobOwner node) {
        require(Call.HEARTBEAT);
        records.leave(node);
    }

    @Override
    public Instant now() {
        return records.now();
    }

    @Override
    public Duration getRetention() {
        return records.getRetention();
    }

    @Override
    public boolean isShared() {
        return shared;
    }
}
