/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.github.cameltranscription.job.InterceptedRepository;
import io.github.cameltranscription.job.JobOwner;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.JobScope;

/** A repository that outlives the process that uses it. */
final class MortalRepository extends InterceptedRepository {

    /** How often a node makes these calls depends on the time. */
    private static final Set<String> NO_STEPS = Set.of(
            "list",
            "claim SUBMITTED",
            "claim DELIVERED",
            "claim PARKED",
            "owned",
            "heartbeat",
            "give up",
            "leave",
            "purge");

    private final LifeSpan life;
    private final CountDownLatch looked = new CountDownLatch(1);

    MortalRepository(NodesRepository repository, LifeSpan life) {
        super(repository);
        this.life = life;
    }

    /** What a process looks for at its start must not become steps among those of its first exchange. */
    void awaitLookForLeftovers() throws InterruptedException {
        looked.await();
    }

    @Override
    protected <T> T call(String name, Supplier<T> call) {
        if (NO_STEPS.contains(name)) {
            return call.get();
        }
        try {
            return life.step(name, call::get);
        } catch (IllegalStateException died) {
            throw new JobRepositoryException("the repository cannot be reached", died);
        }
    }

    @Override
    public List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
        List<JobRecord> claimed = life.isDead() ? List.of() : super.claim(scope, state, owner, limit);
        if (state == JobRecordState.DELIVERED) {
            looked.countDown();
        }
        return claimed;
    }

    /** A killed process does not sign off. */
    @Override
    public void leave(JobOwner node) {
        if (!life.isDead()) {
            super.leave(node);
        }
    }
}
