/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;

/** A repository that outlives the process that uses it. */
record MortalRepository(JobRepository repository, LifeSpan life) implements JobRepository {

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
        return repository.keys();
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
