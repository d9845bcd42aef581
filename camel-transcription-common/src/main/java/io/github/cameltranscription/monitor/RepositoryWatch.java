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

/**
 * The contents of a repository. They are read on demand by the repository's own threads, because the repository may not
 * answer.
 */
final class RepositoryWatch {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int PARKED_LIMIT = 200;

    private final JobNode node;
    private volatile Contents contents;
    private volatile CompletableFuture<?> asking = CompletableFuture.completedFuture(null);

    /**
     * The contents.
     *
     * @param at the time
     * @param counts the number of records in each state
     * @param parked the parked records, at most 200
     */
    record Contents(Instant at, Map<JobRecordState, Long> counts, List<JobRecord> parked) {}

    RepositoryWatch(JobNode node) {
        this.node = node;
    }

    JobNode node() {
        return node;
    }

    /** The contents of the last answer; {@code null} before the first. */
    Contents contents() {
        return contents;
    }

    /** Reads the contents, unless it did so recently or a read is pending. */
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
