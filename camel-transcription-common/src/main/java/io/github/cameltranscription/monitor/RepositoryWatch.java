/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;

/** What a repository holds, asked when an operator looks, by the repository's own threads: it may not answer. */
final class RepositoryWatch {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int PARKED_LIMIT = 200;

    private final JobNode node;
    private volatile Contents contents;
    private volatile CompletableFuture<?> asking = CompletableFuture.completedFuture(null);

    /**
     * What it held.
     *
     * @param at     when
     * @param counts how many records of each state
     * @param parked those that need a person, at most 200 of them
     */
    record Contents(Instant at, Map<JobRecordState, Long> counts, List<JobRecord> parked) {}

    RepositoryWatch(JobNode node) {
        this.node = node;
    }

    JobNode node() {
        return node;
    }

    /** What it held when it last answered; {@code null} if it has not. */
    Contents contents() {
        return contents;
    }

    /** Asks again, unless it was asked a moment ago or still has to answer. */
    synchronized CompletableFuture<?> ask(Instant now) {
        Contents known = contents;
        boolean fresh = known != null && known.at().plus(FRESH).isAfter(now);
        if (!fresh && asking.isDone()) {
            try {
                asking = CompletableFuture.runAsync(
                                () -> contents =
                                        new Contents(now, node.ask(JobRepository::count), node.parked(PARKED_LIMIT)),
                                node.worker())
                        .exceptionally(failed -> null);
            } catch (RejectedExecutionException stopping) {
                return asking;
            }
        }
        return asking;
    }
}
