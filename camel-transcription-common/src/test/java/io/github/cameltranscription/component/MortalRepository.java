/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;

/** A repository that outlives the process that uses it. */
final class MortalRepository implements JobRepository {

    private final JobRepository repository;
    private final LifeSpan life;
    private final CountDownLatch looked = new CountDownLatch(1);

    MortalRepository(JobRepository repository, LifeSpan life) {
        this.repository = repository;
        this.life = life;
    }

    /** What a process looks for at its start must not become steps among those of its first exchange. */
    void awaitLookForLeftovers() throws InterruptedException {
        looked.await();
    }

    @Override
    public String get(String key) {
        return step("get", () -> repository.get(key));
    }

    @Override
    public boolean putIfAbsent(String key, String value) {
        return step("putIfAbsent " + value, () -> repository.putIfAbsent(key, value));
    }

    @Override
    public boolean replace(String key, String expected, String value) {
        return step("replace by " + value, () -> repository.replace(key, expected, value));
    }

    @Override
    public boolean delete(String key, String expected) {
        return step("delete", () -> repository.delete(key, expected));
    }

    private <T> T step(String name, Callable<T> effect) {
        try {
            return life.step(name, effect);
        } catch (IllegalStateException died) {
            throw new JobRepositoryException("the repository cannot be reached", died);
        }
    }

    @Override
    public List<String> keys() {
        List<String> keys = repository.keys();
        looked.countDown();
        return keys;
    }

    /** No step: how often a consumer looks for jobs is a matter of time. */
    @Override
    public List<String> claimable(String provider, Instant now, int limit) {
        return repository.claimable(provider, now, limit);
    }

    @Override
    public Duration getRetention() {
        return repository.getRetention();
    }

    @Override
    public boolean isShared() {
        return repository.isShared();
    }
}
