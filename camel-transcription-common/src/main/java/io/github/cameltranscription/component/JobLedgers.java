/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.job.FolderJobRepository;
import io.github.cameltranscription.job.JobRepository;

/** The ledgers of a component: its endpoints share one for each repository, so that they know of each other. */
final class JobLedgers implements AutoCloseable {

    private record Place(JobRepository repository, Duration lease) {}

    private final String owner = UUID.randomUUID().toString();
    private final JobScheduler scheduler;
    private final Executor worker;
    private final Map<Place, JobLedger> ledgers = new HashMap<>();
    private final Map<JobRepository, Map<String, JobLedger.Hold>> held = new HashMap<>();

    JobLedgers(JobScheduler scheduler, Executor worker) {
        this.scheduler = scheduler;
        this.worker = worker;
    }

    synchronized JobLedger of(JobRepository repository, Duration lease) {
        return ledgers.computeIfAbsent(new Place(repository, lease), place -> {
            repository.start();
            return new JobLedger(
                    repository,
                    owner,
                    lease,
                    scheduler,
                    worker,
                    Clock.systemUTC(),
                    held.computeIfAbsent(repository, first -> new ConcurrentHashMap<>()));
        });
    }

    /** Closes what was opened for {@code file:FOLDER}; a bean belongs to whoever made it. */
    @Override
    public synchronized void close() {
        for (Place place : ledgers.keySet()) {
            if (place.repository() instanceof FolderJobRepository ours) {
                ours.close();
            }
        }
        ledgers.clear();
        held.clear();
    }
}
