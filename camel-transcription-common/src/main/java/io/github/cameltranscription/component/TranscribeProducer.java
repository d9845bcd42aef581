/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.PendingJob;
import io.github.cameltranscription.job.Submission;
import io.github.cameltranscription.job.TranscriptionProvider;

/** {@code transcribe}: submits a recording, waits for the job and replies with the transcript. */
final class TranscribeProducer extends JobProducer {

    private static final Logger LOG = LoggerFactory.getLogger(TranscribeProducer.class);

    private final TranscriptionEndpoint<?> endpoint;

    TranscribeProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    PendingJob begin(Exchange exchange, JobOfExchange job) throws Exception {
        TranscriptionProvider provider = endpoint.provider(exchange.getMessage());
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        if (known != null) {
            job.setId(known.jobId());
            LOG.info("{} job {} is waited for again: this recording was submitted before", name(), known.jobId());
            return endpoint.engine().await(provider, known.jobId(), listener(exchange, job));
        }
        AudioSource audio = endpoint.readAudio(exchange);
        // The listener lives as long as the job: of the recording it keeps the name alone.
        String recording = audio.name();
        JobEventListener listener = new JobEventListener(events(), exchange, job) {
            @Override
            public void sending() {
                requireRunning();
            }

            @Override
            public void submitted(Submission submission) {
                job.setId(submission.jobId());
                job.addHeaders(submission.attributes());
                SubmittedRecording.remember(exchange, endpoint, submission.jobId(), recording);
                events().submitted(exchange, submission.jobId());
                LOG.info("{} job {} submitted: {}", name(), submission.jobId(), recording);
            }
        };
        return endpoint.engine()
                .submit(provider, audio, endpoint.submissionParameters(exchange.getMessage()), listener);
    }

    @Override
    void ended(Exchange exchange, JobOfExchange job, Throwable failure) {
        if (failure == null
                ? endpoint.releaseMoment() == ReleaseMoment.FETCH
                : failure instanceof TranscriptionException known && isOver(known.getCategory())) {
            SubmittedRecording.forget(exchange, endpoint);
        }
    }

    /** A job that failed at the provider, or that it does not know, cannot be gone on with. */
    private static boolean isOver(ErrorCategory category) {
        return switch (category) {
            case JOB_FAILED, JOB_NOT_FOUND, INSUFFICIENT_BALANCE, UNSUPPORTED_MEDIA -> true;
            default -> false;
        };
    }

    private String name() {
        return endpoint.providerName();
    }
}
