/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A repository in memory with leases, epochs and a time of its own, as if several nodes shared a database. */
public final class SharedMemoryRepository extends MemoryJobRepository {

    private final Map<JobOwner, Instant> nodes = new ConcurrentHashMap<>();
    private final InstantSource time;

    public SharedMemoryRepository(InstantSource time) {
        this.time = time;
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        boolean begins = next.state() == JobRecordState.DELIVERING && next.owner() != null;
        return (!begins || isAlive(next.owner())) && super.replace(expected, next);
    }

    @Override
    public JobOwner heartbeat(JobOwner node, Duration lease) {
        JobOwner alive = isAlive(node) ? node : new JobOwner(node.node(), node.epoch() + 1);
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
        JobStep step = new JobStep(null, now(), null, JobNode.ABANDONED_INTENT, getRetention());
        int freed = 0;
        for (JobRecordState state : JobRecordState.values()) {
            for (JobRecord found : list(state, Integer.MAX_VALUE)) {
                boolean abandoned = found.owner() != null && !isAlive(found.owner());
                freed += abandoned && replace(found, JobTransitions.next(found, JobEvent.ABANDONED, step)) ? 1 : 0;
            }
        }
        return freed;
    }

    @Override
    public Instant now() {
        return time.instant();
    }
}
