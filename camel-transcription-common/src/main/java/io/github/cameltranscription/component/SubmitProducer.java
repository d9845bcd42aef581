/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobWaiter;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code submit}: submits a recording and replies with the {@link TranscriptionJob}, without waiting for it. */
final class SubmitProducer extends TranscriptionProducer {

    private static final Logger LOG = LoggerFactory.getLogger(SubmitProducer.class);

    private final TranscriptionEndpoint<?> endpoint;
    private final JobEvents events;

    SubmitProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.events = new JobEvents(endpoint);
    }

    @Override
    protected CompletionStage<Reply> call(Exchange exchange) throws Exception {
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        String knownJob = known == null ? null : known.jobId();
        RecordedJob recorded =
                endpoint.records() == null ? null : endpoint.records().open(exchange, JobWaiter.SUBMIT, knownJob);
        try {
            return call(exchange, known, recorded);
        } catch (Exception nothingSent) {
            if (recorded != null) {
                recorded.suspend();
            }
            throw nothingSent;
        }
    }

    private CompletionStage<Reply> call(Exchange exchange, SubmittedRecording known, RecordedJob recorded)
            throws Exception {
        if (recorded != null) {
            // Before anything is sent: a route that is stopped meanwhile ends the exchange, and the answer comes later.
            exchange.getExchangeExtension().addOnCompletion(new CommitOnCompletion(recorded));
        }
        if (recorded != null && recorded.jobId() != null) {
            return again(recorded.jobId(), recorded.fileName(), recorded.submittedAt(), recorded);
        }
        if (known != null && known.jobId() != null) {
            return again(known.jobId(), known.fileName(), null, recorded);
        }
        AudioSource audio = endpoint.readAudio(exchange);
        String recording = audio.name();
        Map<String, String> parameters = endpoint.submissionParameters(exchange.getMessage());
        TranscriptionProvider provider = endpoint.recording(endpoint.provider(exchange.getMessage()), recorded);
        return counted(() -> idempotent(() -> provider.checkSubmission(audio, parameters))
                        .thenCompose(checked -> submission(() -> provider.submit(audio, parameters))))
                .whenComplete((submission, thrown) -> {
                    if (recorded != null && thrown != null) {
                        recorded.failed(toTranscriptionException(thrown));
                    }
                })
                .thenApply(submission -> {
                    SubmittedRecording.remember(exchange, endpoint, submission.jobId(), recording);
                    events.submitted(exchange, submission.jobId());
                    LOG.info("{} job {} submitted: {}", endpoint.providerName(), submission.jobId(), recording);
                    return reply(submission.jobId(), recording, Instant.now().truncatedTo(ChronoUnit.MILLIS), recorded)
                            .withAll(submission.attributes());
                });
    }

    private CompletionStage<Reply> again(String jobId, String fileName, Instant submittedAt, RecordedJob recorded) {
        LOG.info("{} job {} is replied with again: it was submitted before", endpoint.providerName(), jobId);
        return CompletableFuture.completedStage(reply(jobId, fileName, submittedAt, recorded))
                .thenApplyAsync(reply -> reply, endpoint.completions());
    }

    private Reply reply(String jobId, String fileName, Instant submittedAt, RecordedJob recorded) {
        String jobKey = recorded == null ? null : recorded.userKey();
        return Reply.of(new TranscriptionJob(endpoint.providerName(), jobId, fileName, submittedAt, jobKey))
                .with(TranscriptionConstants.JOB_ID, jobId)
                .with(TranscriptionConstants.JOB_KEY, jobKey)
                .with(TranscriptionConstants.PROVIDER, endpoint.providerName())
                .with(TranscriptionConstants.STATUS, JobState.PENDING.name());
    }

    @Override
    protected ErrorCategory interruptedAs() {
        return ErrorCategory.UNCERTAIN_SUBMISSION;
    }
}
