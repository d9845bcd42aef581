/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.apache.camel.Exchange;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.support.builder.OutputStreamBuilder;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.http.OversizedAnswerException;

/**
 * Copies a streamed result into Camel's stream cache, in memory or on disk as configured. So a broken download is
 * fetched again like any other broken answer, and the reply can be read after the exchange, as with Camel HTTP.
 */
final class StreamCachingProvider implements TranscriptionProvider {

    private static final int STEP = 16 * 1024;
    private static final long IN_MEMORY = Runtime.getRuntime().maxMemory() / 8;

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
    public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
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
            copy(stream, cache);
            return new JobResult(cache.build(), result.attributes());
        } catch (OversizedAnswerException tooLarge) {
            throw new CompletionException(ErrorCategory.ANSWER_TOO_LARGE.toException(
                    ErrorDetails.of(name(), operation, tooLarge.getMessage()).withJobId(jobId), tooLarge));
        } catch (IOException brokenOff) {
            throw new CompletionException(ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                    ErrorDetails.of(name(), operation, "the download broke off: " + brokenOff.getMessage())
                            .withJobId(jobId),
                    brokenOff));
        }
    }

    /** Without spooling to disk the file is in memory, so its size must be limited. */
    private void copy(InputStream stream, OutputStream cache) throws IOException {
        StreamCachingStrategy caching = exchange.getContext().getStreamCachingStrategy();
        boolean spooled = Boolean.TRUE.equals(exchange.getContext().isStreamCaching()) && caching.isSpoolEnabled();
        long left = spooled ? Long.MAX_VALUE : IN_MEMORY;
        byte[] step = new byte[STEP];
        for (int count = stream.read(step); count >= 0; count = stream.read(step)) {
            left -= count;
            if (left < 0) {
                throw new OversizedAnswerException("the file is larger than " + IN_MEMORY
                        + " bytes, an eighth of this JVM's heap: let stream caching spool to disk, or give the JVM more"
                        + " memory");
            }
            cache.write(step, 0, count);
        }
    }
}
