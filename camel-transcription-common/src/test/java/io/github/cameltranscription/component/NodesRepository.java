/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.cameltranscription.job.InterceptedRepository;
import io.github.cameltranscription.job.JobOwner;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.SharedMemoryRepository;

/** The connection of one node to a repository that it shares, or that is its own. */
final class NodesRepository extends InterceptedRepository {

    private final SharedMemoryRepository records;
    private final boolean shared;
    private volatile String broken;
    private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

    private NodesRepository(SharedMemoryRepository records, boolean shared) {
        super(records);
        this.records = records;
        this.shared = shared;
    }

    static NodesRepository shared(SharedMemoryRepository records) {
        return new NodesRepository(records, true);
    }

    static NodesRepository own(SharedMemoryRepository records) {
        return new NodesRepository(records, false);
    }

    /** From now on the calls fail whose name contains this. */
    void breakDown(String calls) {
        broken = calls;
    }

    /** From now on every call fails. */
    void cut() {
        breakDown("");
    }

    void mend() {
        broken = null;
    }

    /** Runs an action right before each call of this name. */
    void before(String call, Runnable action) {
        actions.put(call, action);
    }

    @Override
    protected <T> T call(String name, Supplier<T> call) {
        actions.getOrDefault(name, () -> {}).run();
        String failing = broken;
        if (failing != null && name.contains(failing)) {
            throw new JobRepositoryException("the repository cannot be reached");
        }
        return call.get();
    }

    /** In its own repository a node takes over from earlier processes at once, because their lease is zero. */
    @Override
    public JobOwner heartbeat(JobOwner node, Duration lease) {
        return super.heartbeat(node, shared ? lease : Duration.ZERO);
    }

    @Override
    public int giveUp(JobOwner asking) {
        int freed = super.giveUp(asking);
        if (!shared) {
            records.heartbeat(new JobOwner(asking.node(), asking.epoch() - 1), Duration.ZERO);
        }
        return freed;
    }

    @Override
    public boolean isShared() {
        return shared;
    }
}
