/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Records what must survive a crash, for one job. The engine calls it at each step that a restart must know, and
 * continues when the returned stage has completed. No method blocks the calling thread, which may be one that serves
 * all jobs.
 *
 * <p>A stage fails with a {@link io.github.cameltranscription.error.TranscriptionException}.
 */
public interface JobJournal {

    /** Records nothing. */
    JobJournal NONE = new JobJournal() {};

    /**
     * Records that the recording is about to be sent, before its first byte leaves.
     *
     * @return {@code null} if it may be sent, or the provider's id of the job that exists for the same input already;
     *         fails, and nothing is sent, if it cannot be recorded, if another exchange or node is working on the same
     *         input, or if it is uncertain whether an earlier process has sent it
     */
    default CompletionStage<String> intend() {
        return CompletableFuture.completedFuture(null);
    }

    /** Removes the intent: the provider certainly did not accept the recording. Never fails. */
    default CompletionStage<Void> rejected() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Records the job that the provider has made. Never fails: an id that cannot be recorded now is recorded by the next
     * step.
     */
    default CompletionStage<Void> submitted(String jobId) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Whether the result was delivered before. Then nothing can be lost, and a provider that does not have the job any
     * more is believed at once.
     */
    default boolean wasDelivered() {
        return false;
    }

    /** Records that one exchange gets the result; fails if the job now belongs to another node. */
    default CompletionStage<Void> deliver() {
        return CompletableFuture.completedFuture(null);
    }
}
