/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request that costs money. */
public interface SubmissionRequest<T> {

    /** Checks, at no cost, whether the request may be sent; fails if not. May be called again. */
    default CompletionStage<Void> check() {
        return CompletableFuture.completedFuture(null);
    }

    /** Sends it. */
    CompletionStage<T> send();

    /** Whether the request can be sent again; a recording in a stream cannot. */
    boolean isRepeatable();

    /** The provider's id of the job that was made, or {@code null} if this request makes none. */
    default String jobId(T answer) {
        return null;
    }

    /** The answer for a job that exists already. */
    default T ofKnownJob(String jobId) {
        throw new IllegalStateException("this request makes no job");
    }
}
