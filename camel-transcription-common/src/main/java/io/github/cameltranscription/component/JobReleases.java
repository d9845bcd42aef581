/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.job.Retrier;
import io.github.cameltranscription.job.TranscriptionProvider;

/** Tells the provider of jobs whose results are safe. That it cannot be told is logged and never fails a route. */
final class JobReleases {

    private static final Logger LOG = LoggerFactory.getLogger(JobReleases.class);

    private final TranscriptionProvider provider;
    private final Retrier retrier;
    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();

    JobReleases(TranscriptionProvider provider, Retrier retrier) {
        this.provider = provider;
        this.retrier = retrier;
    }

    /** Releases the job after the source's own commit, so that a source that comes again still finds its job. */
    void releaseOnCompletion(Exchange exchange, String jobId) {
        ReleaseOnCompletion release = new ReleaseOnCompletion(this, jobId);
        if (!exchange.getExchangeExtension().containsOnCompletion(release)) {
            exchange.getExchangeExtension().addOnCompletion(release);
        }
    }

    void release(String jobId) {
        CompletableFuture<Void> release =
                retrier.idempotent(() -> provider.release(jobId)).toCompletableFuture();
        underWay.add(release);
        release.whenComplete((released, failure) -> {
            underWay.remove(release);
            if (failure != null) {
                LOG.warn(
                        "{} job {} could not be released, and stays at the provider: {}",
                        provider.name(),
                        jobId,
                        failure.getMessage());
            }
        });
    }

    /** Waits for releases that are under way, so that a program that ends after its last file still releases it. */
    void finish(Duration limit) {
        CompletableFuture<Void> all = CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new));
        try {
            all.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            LOG.warn("{} releases of {} jobs did not end in time", underWay.size(), provider.name());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            LOG.debug("A release failed, as has been logged", failed);
        }
    }
}
