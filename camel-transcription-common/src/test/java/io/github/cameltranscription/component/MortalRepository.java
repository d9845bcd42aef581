/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.github.cameltranscription.job.JobOwner;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.JobScope;

/** A repository that outlives the process that uses it. */
final class MortalRepository implements JobRepository {

    private final NodesRepository repository;
    private final LifeSpan life;
    private final CountDownLatch looked = new CountDownLatch(1);

    MortalRepository(NodesRepository repository, LifeSpan life) {
        this.repository = repository;
        this.life = life;
    }

    /** What a process looks for at its start must not become steps among those of its first exchange. */
    void awaitLookForLeftovers() throws InterruptedException {
        looked.await();
    }

    @Override
    public JobRecord read(String id) {
        return step("read", () -> repository.read(id));
    }

    @Override
    public boolean insert(JobRecord added) {
        return step("insert " + added.state(), () -> repository.insert(added));
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        return step(expected.state() + " to " + next.state(), () -> repository.replace(expected, next));
    }

    @Override
    public boolean delete(JobRecord expected) {
        return step("delete", () -> repository.delete(expected));
    }

    private <T> T step(String name, Callable<T> effect) {
        try {
            return life.step(name, effect);
        } catch (IllegalStateException died) {
            throw new JobRepositoryException("the repository cannot be reached", died);
        }
    }

    @Override
    public List<JobRecord> list(JobRecordState state, int limit) {
        return repository.list(state, limit);
    }

    /** No step: how often a consumer looks for jobs is a matter of time. */
    @Override
    public List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
        List<JobRecord> claimed = life.isDead() ? List.of() : repository.claim(scope, state, owner, limit);
        if (state == JobRecordState.DELIVERED) {
            looked.countDown();
        }
        return claimed;
    }

    @Override
    public JobOwner heartbeat(JobOwner node, Duration lease) {
        return repository.heartbeat(node, lease);
    }

    @Override
    public int giveUp(JobOwner asking) {
        return repository.giveUp(asking);
    }

    /** A process that is killed says nothing. */
    @Override
    public void leave(JobOwner node) {
        if (!life.isDead()) {
            repository.leave(node);
        }
    }

    @Override
    public Duration getRetention() {
        return repository.getRetention();
    }
}
