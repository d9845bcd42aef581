/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.apache.camel.Exchange;
import org.apache.camel.support.builder.OutputStreamBuilder;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;

/**
 * Takes a result that is a stream into Camel's stream cache, in memory or spooled to disk as the user has set it up. A
 * download that breaks off is then fetched again like any other answer that came broken, and the reply can be read
 * after the exchange, as that of Camel HTTP can.
 */
final class StreamCachingProvider implements TranscriptionProvider {

    private final TranscriptionProvider provider;
    private final String operation;
    private final Exchange exchange;
    private final Executor readers;

    StreamCachingProvider(TranscriptionProvider provider, String operation, Exchange exchange, Executor readers) {
        this.provider = provider;
        this.operation = operation;
        this.exchange = exchange;
        this.readers = readers;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public CompletionStage<Submission> submit(AudioSource audio, Map<String, String> parameters) {
        return provider.submit(audio, parameters);
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return provider.status(jobId);
    }

    @Override
    public CompletionStage<Void> release(String jobId) {
        return provider.release(jobId);
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        return provider.fetch(done)
                .thenCompose(result -> result.body() instanceof InputStream stream
                        ? CompletableFuture.supplyAsync(() -> cached(done.jobId(), result, stream), readers)
                        : CompletableFuture.completedFuture(result));
    }

    private JobResult cached(String jobId, JobResult result, InputStream stream) {
        try (stream;
                OutputStreamBuilder cache = OutputStreamBuilder.withExchange(exchange)) {
            stream.transferTo(cache);
            return new JobResult(cache.build(), result.attributes());
        } catch (IOException brokenOff) {
            throw new CompletionException(ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                    ErrorDetails.of(name(), operation, "the download broke off: " + brokenOff.getMessage())
                            .withJobId(jobId),
                    brokenOff));
        }
    }
}
