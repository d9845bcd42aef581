/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A request that costs money.
 *
 * @param <T> what it comes to
 */
public interface SubmissionRequest<T> {

    /** Makes sure, at no cost, that it may be sent; fails if it may not. It may be called again. */
    default CompletionStage<Void> check() {
        return CompletableFuture.completedFuture(null);
    }

    /** Sends it. */
    CompletionStage<T> send();

    /** Whether it can be sent a second time; a recording that comes as a stream cannot. */
    boolean isRepeatable();

    /** The provider's id of the job that was made, or {@code null} if this request makes none. */
    default String jobId(T answer) {
        return null;
    }

    /** The answer where the job exists already. */
    default T ofKnownJob(String jobId) {
        throw new IllegalStateException("this request makes no job");
    }
}
