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
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobState;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.job.TranscriptionProvider;

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
        if (known != null) {
            LOG.info(
                    "{} job {} is replied with again: it was submitted before", endpoint.providerName(), known.jobId());
            return CompletableFuture.completedStage(reply(known.jobId(), known.fileName(), null))
                    .thenApplyAsync(reply -> reply, endpoint.completions());
        }
        AudioSource audio = endpoint.readAudio(exchange);
        String recording = audio.name();
        Map<String, String> parameters = endpoint.submissionParameters(exchange.getMessage());
        TranscriptionProvider provider = endpoint.provider(exchange.getMessage());
        return counted(() -> idempotent(() -> provider.checkSubmission(audio, parameters))
                        .thenCompose(checked -> submission(() -> provider.submit(audio, parameters))))
                .thenApply(submission -> {
                    SubmittedRecording.remember(exchange, endpoint, submission.jobId(), recording);
                    events.submitted(exchange, submission.jobId());
                    LOG.info("{} job {} submitted: {}", endpoint.providerName(), submission.jobId(), recording);
                    return reply(submission.jobId(), recording, Instant.now().truncatedTo(ChronoUnit.MILLIS))
                            .withAll(submission.attributes());
                });
    }

    private Reply reply(String jobId, String fileName, Instant submittedAt) {
        return Reply.of(new TranscriptionJob(endpoint.providerName(), jobId, fileName, submittedAt))
                .with(TranscriptionConstants.JOB_ID, jobId)
                .with(TranscriptionConstants.PROVIDER, endpoint.providerName())
                .with(TranscriptionConstants.STATUS, JobState.PENDING.name());
    }

    @Override
    protected ErrorCategory interruptedAs() {
        return ErrorCategory.UNCERTAIN_SUBMISSION;
    }
}
