/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** A repository in front of another one: a subclass decides what becomes of each call. */
public abstract class InterceptedRepository implements JobRepository {

    private final JobRepository target;

    protected InterceptedRepository(JobRepository target) {
        this.target = target;
    }

    /** Makes a call, or fails; {@code name} says which it is and, where a record changes, from and to which state. */
    protected abstract <T> T call(String name, Supplier<T> call);

    @Override
    public JobRecord read(String id) {
        return call("read", () -> target.read(id));
    }

    @Override
    public boolean insert(JobRecord added) {
        return call("insert " + added.state(), () -> target.insert(added));
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        return call(expected.state() + " to " + next.state(), () -> target.replace(expected, next));
    }

    @Override
    public boolean delete(JobRecord expected) {
        return call("delete", () -> target.delete(expected));
    }

    @Override
    public List<JobRecord> list(JobRecordState state, int limit) {
        return call("list", () -> target.list(state, limit));
    }

    @Override
    public List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
        return call("claim " + state, () -> target.claim(scope, state, owner, limit));
    }

    @Override
    public JobOwner heartbeat(JobOwner owner, Duration lease) {
        return call("heartbeat", () -> target.heartbeat(owner, lease));
    }

    @Override
    public void leave(JobOwner owner) {
        call("leave", () -> {
            target.leave(owner);
            return null;
        });
    }

    @Override
    public int giveUp(JobOwner asking) {
        return call("give up", () -> target.giveUp(asking));
    }

    @Override
    public List<JobRecord> ownedBy(JobOwner owner) {
        return call("owned", () -> target.ownedBy(owner));
    }

    @Override
    public int purge() {
        return call("purge", target::purge);
    }

    @Override
    public Instant now() {
        return target.now();
    }

    @Override
    public Duration getRetention() {
        return target.getRetention();
    }
}
