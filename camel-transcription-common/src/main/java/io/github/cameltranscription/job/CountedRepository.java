/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts what a node asks of its repository, and keeps the last failure. */
final class CountedRepository implements JobRepository {

    private final JobRepository repository;
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile RepositoryFailure lastFailure;

    CountedRepository(JobRepository repository) {
        this.repository = repository;
    }

    JobRepository counted() {
        return repository;
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    /** What failed last, or {@code null} if nothing has. */
    RepositoryFailure lastFailure() {
        return lastFailure;
    }

    private <T> T count(Supplier<T> call) {
        calls.increment();
        try {
            return call.get();
        } catch (RuntimeException failed) {
            failures.increment();
            lastFailure = new RepositoryFailure(Instant.now(), failed.getMessage());
            throw failed;
        }
    }

    private void count(Runnable call) {
        count(() -> {
            call.run();
            return null;
        });
    }

    @Override
    public void start() {
        repository.start();
    }

    @Override
    public void close() {
        repository.close();
    }

    @Override
    public JobRecord read(String id) {
        return count(() -> repository.read(id));
    }

    @Override
    public boolean insert(JobRecord added) {
        return count(() -> repository.insert(added));
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        return count(() -> repository.replace(expected, next));
    }

    @Override
    public boolean delete(JobRecord expected) {
        return count(() -> repository.delete(expected));
    }

    @Override
    public List<JobRecord> list(JobRecordState state, int limit) {
        return count(() -> repository.list(state, limit));
    }

    @Override
    public Map<JobRecordState, Long> count() {
        return count(repository::count);
    }

    @Override
    public List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
        return count(() -> repository.claim(scope, state, owner, limit));
    }

    @Override
    public JobRecord beginDelivery(String id, String jobId, JobOwner owner) {
        return count(() -> repository.beginDelivery(id, jobId, owner));
    }

    @Override
    public int finish(Collection<JobRecord> records) {
        return count(() -> repository.finish(records));
    }

    @Override
    public JobOwner heartbeat(JobOwner node, Duration lease) {
        return count(() -> repository.heartbeat(node, lease));
    }

    @Override
    public void leave(JobOwner node) {
        count(() -> repository.leave(node));
    }

    @Override
    public int giveUp(JobOwner asking) {
        return count(() -> repository.giveUp(asking));
    }

    @Override
    public int purge() {
        return count(repository::purge);
    }

    @Override
    public Instant now() {
        return repository.now();
    }

    @Override
    public Duration getRetention() {
        return repository.getRetention();
    }

    @Override
    public boolean isShared() {
        return repository.isShared();
    }

    @Override
    public String toString() {
        return repository.toString();
    }
}
