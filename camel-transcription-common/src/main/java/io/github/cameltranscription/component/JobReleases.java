/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.log.JobLog;

/** Releases jobs whose results are safe. A release that fails is logged and never fails a route. */
final class JobReleases {

    private static final Logger LOG = LoggerFactory.getLogger(JobReleases.class);

    private final TranscriptionProvider provider;
    private final JobEngine engine;
    private final ReleaseMoment moment;
    private final Consumer<String> released;
    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();

    /** @param released gets the ids of jobs that were released */
    JobReleases(TranscriptionProvider provider, JobEngine engine, ReleaseMoment moment, Consumer<String> released) {
        this.provider = provider;
        this.engine = engine;
        this.moment = moment;
        this.released = released;
    }

    /** A result has been fetched and is about to be given to the route; {@code recorded} is {@code null} without a record. */
    void resultReady(Exchange exchange, String jobId, RecordedJob recorded) {
        if (moment == ReleaseMoment.FETCH) {
            release(jobId);
        }
        boolean toRelease = moment == ReleaseMoment.EXCHANGE;
        if (recorded != null) {
            AfterCommit.of(exchange, recorded, () -> recorded.delivered(toRelease), recorded::undelivered);
        } else if (toRelease) {
            AfterCommit.of(
                    exchange,
                    List.of(this, jobId),
                    () -> release(jobId),
                    failure -> LOG.debug("Job {} is kept: its exchange failed", jobId));
        }
    }

    CompletionStage<Void> release(String jobId) {
        CompletableFuture<Void> release = engine.release(provider, jobId).toCompletableFuture();
        underWay.add(release);
        release.whenComplete((done, failure) -> {
            underWay.remove(release);
            if (failure == null) {
                released.accept(jobId);
            } else {
                JobLog.line(
                        provider.name(),
                        jobId,
                        () -> LOG.warn(
                                "{} job {} could not be released, and stays at the provider: {}",
                                provider.name(),
                                jobId,
                                failure.getMessage()));
            }
        });
        return release;
    }

    /** Waits for releases that are under way, so that a program that ends after its last file still releases it. */
    void finish(Duration limit) {
        boolean ended = CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                .handle((released, failure) -> true)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (!ended) {
            LOG.warn("{} releases of {} jobs did not end in time", underWay.size(), provider.name());
        }
    }
}
