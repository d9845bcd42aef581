/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobState;
import io.github.cameltranscription.job.Submission;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code submit}: submits a recording and replies with the {@link TranscriptionJob}, without waiting for it. */
final class SubmitProducer extends TranscriptionProducer {

    private static final Logger LOG = LoggerFactory.getLogger(SubmitProducer.class);

    private final TranscriptionEndpoint<?> endpoint;

    SubmitProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected CompletionStage<Reply> call(Exchange exchange) throws Exception {
        AudioSource audio = endpoint.readAudio(exchange);
        Map<String, String> parameters = endpoint.submissionParameters(exchange.getMessage());
        return counted(() -> submission(() -> endpoint.provider().submit(audio, parameters)))
                .thenApply(submission -> reply(audio, submission));
    }

    private Reply reply(AudioSource audio, Submission submission) {
        LOG.info("{} job {} submitted: {}", endpoint.providerName(), submission.jobId(), audio.name());
        TranscriptionJob job = new TranscriptionJob(
                endpoint.providerName(),
                submission.jobId(),
                audio.name(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return Reply.of(job)
                .with(TranscriptionConstants.JOB_ID, job.jobId())
                .with(TranscriptionConstants.PROVIDER, job.provider())
                .with(TranscriptionConstants.STATUS, JobState.PENDING.name())
                .withAll(submission.attributes());
    }

    @Override
    protected ErrorCategory interruptedAs() {
        return ErrorCategory.UNCERTAIN_SUBMISSION;
    }
}
