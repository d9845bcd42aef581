/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.RepositoryFailure;

/**
 * Checks a provider with a free request, at most one in {@link #FRESH} for all endpoints of the account. A busy
 * provider is up, because jobs then wait for their turn.
 */
final class ProviderHealthCheck extends AbstractHealthCheck {

    /** The time limit for an answer in milliseconds, unless {@code responseTimeout} is less. */
    private static final long LIMIT = 5_000;

    /** How long an answer holds, in milliseconds. */
    private static final long FRESH = 10_000;

    private final Queue<TranscriptionEndpoint<?>> endpoints = new ConcurrentLinkedQueue<>();
    private CompletableFuture<?> asked;
    private long askedAt;

    ProviderHealthCheck(String id) {
        super("camel", id);
    }

    void add(TranscriptionEndpoint<?> endpoint) {
        endpoints.add(endpoint);
    }

    /** Whether that was the last one. */
    boolean remove(TranscriptionEndpoint<?> endpoint) {
        endpoints.remove(endpoint);
        return endpoints.isEmpty();
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        TranscriptionEndpoint<?> endpoint = endpoints.peek();
        JobEngine engine = endpoint == null ? null : endpoint.jobs().engine();
        if (engine == null) {
            builder.unknown().message("the endpoint is stopped");
            return;
        }
        builder.detail("provider", endpoint.jobs().provider()).detail("provider.url", endpoint.getServiceUrl());
        Governor governor = engine.governor();
        detail(builder, governor);
        endpoints.stream()
                .map(each -> each.jobs().node())
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(node -> detail(builder, node));
        if (!governor.getClosedFor().isZero()) {
            builder.up().message("the provider has asked to be left alone: jobs wait until then");
            return;
        }
        if (asked == null || asked.isDone() && millisSince(askedAt) > FRESH) {
            askedAt = System.nanoTime();
            asked = CompletableFuture.completedFuture(null).thenCompose(now -> endpoint.probe());
        }
        judge(builder, Math.min(LIMIT, endpoint.getConfiguration().getResponseTimeout()));
    }

    private static long millisSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }

    private void judge(HealthCheckResultBuilder builder, long limit) {
        long waited = millisSince(askedAt);
        try {
            asked.get(Math.max(0, limit - waited), TimeUnit.MILLISECONDS);
            builder.up();
        } catch (TimeoutException silent) {
            builder.down().message("the provider has not answered for " + Math.max(limit, waited) + " ms");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            builder.unknown().message("interrupted while waiting for the provider's answer");
        } catch (ExecutionException failed) {
            judge(builder, failed.getCause());
        }
    }

    private static void judge(HealthCheckResultBuilder builder, Throwable thrown) {
        if (!(thrown instanceof TranscriptionException failure)) {
            builder.down().message("an unexpected error: " + thrown);
            return;
        }
        if (failure.getHttpStatus() != 0) {
            builder.detail(SERVICE_STATUS_CODE, failure.getHttpStatus());
        }
        builder.detail(SERVICE_ERROR_CODE, failure.getCategory().name());
        if (failure.getCategory() == ErrorCategory.RATE_LIMITED) {
            builder.up().message("the provider is busy: jobs wait for their turn");
        } else {
            builder.down().message(OutsideText.printable(failure.getMessage()));
        }
    }

    private static void detail(HealthCheckResultBuilder builder, Governor governor) {
        builder.detail("governor.state", governor.getState())
                .detail("governor.waiting", governor.getWaiting())
                .detail("governor.refusals", governor.getRefusals())
                .detail("governor.paused.seconds", governor.getClosedFor().toSeconds());
    }

    private static void detail(HealthCheckResultBuilder builder, JobNode node) {
        builder.detail("repository", OutsideText.printable(node.repository().toString()))
                .detail("repository.failures", node.failedStatements());
        RepositoryFailure failure = node.lastFailure();
        if (failure != null) {
            builder.detail("repository.last.failure", OutsideText.printable(failure.message()))
                    .detail("repository.last.failure.time", failure.at().toString());
        }
        if (node.lease() != null) {
            builder.detail("repository.lease.seconds", node.lease().toSeconds())
                    .detail("repository.lease.age.seconds", node.leaseAge().toSeconds());
        }
    }
}
