/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRules;
import io.github.cameltranscription.job.JobScope;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.job.TranscriptionJob;

/** The records of an endpoint's jobs: finds the record of an exchange. */
final class JobRecords {

    /** The header of W3C Trace Context. */
    static final String TRACE_PARENT = "traceparent";

    private static final Pattern TRACE_CONTEXT = Pattern.compile("[0-9A-Za-z-]{1,100}");

    private static final Logger LOG = LoggerFactory.getLogger(JobRecords.class);

    private final TranscriptionEndpoint<?> endpoint;
    private final JobNode node;
    private final JobScope scope;
    private final JobRules rules;
    private final Expression keyExpression;
    private final boolean keyIsContent;
    private final Executor uploads;
    private final Runnable withdraw;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Opens the repository. {@link #close} is to be called.
     *
     * @param threads  how many work on the repository
     * @param uploads  reads recordings
     * @param releaser {@code null} if jobs are not released after their exchange
     */
    JobRecords(
            TranscriptionEndpoint<?> endpoint,
            int threads,
            Executor uploads,
            Function<String, CompletionStage<Void>> releaser) {
        TranscriptionConfiguration options = endpoint.getConfiguration();
        this.endpoint = endpoint;
        this.uploads = uploads;
        this.scope = new JobScope(endpoint.jobs().provider(), endpoint.kindOfJob(), options.getBaseUrl());
        this.rules = new JobRules(
                endpoint.getOperation(),
                options.getUncertainSubmission() == UncertainSubmission.RESUBMIT,
                options.getMaxAttempts());
        this.keyIsContent = "content".equals(options.getJobKey());
        this.keyExpression = options.getJobKey() == null || keyIsContent
                ? null
                : endpoint.getCamelContext().resolveLanguage("simple").createExpression(options.getJobKey());
        if (keyExpression != null) {
            keyExpression.init(endpoint.getCamelContext());
        }
        this.node = ContextServices.of(endpoint.getCamelContext())
                .acquireNode(options.getJobRepository(), Duration.ofMillis(options.getJobLease()), threads);
        withdraw = node.serve(scope, rules, releaser);
    }

    void close() {
        // A node that closes still releases what was delivered.
        ContextServices.of(endpoint.getCamelContext()).giveBackNode(node);
        withdraw.run();
    }

    JobNode node() {
        return node;
    }

    /**
     * The record of an input.
     *
     * @param  forResults whether the job is submitted for others
     * @param  known      what this exchange submitted before, or {@code null}
     * @return            the record, which is not opened yet; {@code null} if there is nothing to know the recording by
     */
    RecordedJob ofInput(Exchange exchange, boolean forResults, JobInput audio, SubmittedRecording known) {
        Supplier<CompletionStage<String>> key = key(exchange, audio);
        String jobId = known == null ? null : known.jobId();
        return key == null
                ? null
                : RecordedJob.ofInput(
                        node,
                        scope,
                        exchange.getExchangeId(),
                        key,
                        rules,
                        forResults,
                        audio.name(),
                        jobId,
                        forResults ? traceParent(exchange) : null);
    }

    /** Camel's tracers write it into the message before they call an endpoint; {@code null} without a usable one. */
    private static String traceParent(Exchange exchange) {
        String context = exchange.getMessage().getHeader(TRACE_PARENT, String.class);
        return context != null && TRACE_CONTEXT.matcher(context).matches() ? context : null;
    }

    private Supplier<CompletionStage<String>> key(Exchange exchange, JobInput audio) {
        if (keyIsContent && JobKey.header(exchange.getMessage()) == null) {
            Supplier<String> content = JobKey.ofContent(audio, endpoint.resultParameters(exchange.getMessage()));
            return () -> CompletableFuture.supplyAsync(content, uploads);
        }
        String key = JobKey.of(exchange, keyIsContent ? null : keyExpression, endpoint.kindOfJob());
        if (key == null && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "{}:{}: a message has nothing to know its recording by after a restart, so its job is not recorded:"
                            + " set jobKey, or the header {}",
                    scope.provider(),
                    endpoint.getOperation(),
                    TranscriptionConstants.JOB_KEY);
        }
        return key == null ? null : () -> CompletableFuture.completedFuture(key);
    }

    /** The record of a job that was submitted before, by a key that came with it; {@code null} without one. */
    RecordedJob ofJob(Exchange exchange, TranscriptionJob job) {
        String key = job.jobKey() == null ? JobKey.ofJob(exchange.getMessage()) : job.jobKey();
        return key == null ? null : RecordedJob.await(node, scope, exchange.getExchangeId(), key, rules, job.jobId());
    }

    /** Takes jobs for {@code results}. */
    List<RecordedJob> claim(int limit, BooleanSupplier taking, BiConsumer<RecordedJob, String> parked) {
        return node.claim(scope, limit, rules, taking, parked);
    }

    List<JobRecord> parked() {
        return node.parked(scope);
    }

    boolean retry(String key) {
        return node.retry(scope, key);
    }

    boolean forget(String key) {
        return node.forget(scope, key);
    }
}
