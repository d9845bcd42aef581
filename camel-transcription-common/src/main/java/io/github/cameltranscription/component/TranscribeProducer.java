/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobWaiter;

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
        RecordedJob recorded = openRecord(exchange);
        job.setRecorded(recorded);
        try {
            return begin(exchange, job, recorded);
        } catch (Exception nothingSent) {
            if (recorded != null) {
                recorded.suspend();
            }
            throw nothingSent;
        }
    }

    private RecordedJob openRecord(Exchange exchange) {
        if (endpoint.records() == null) {
            return null;
        }
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        return endpoint.records().open(exchange, JobWaiter.TRANSCRIBE, known == null ? null : known.jobId());
    }

    private PendingJob begin(Exchange exchange, JobOfExchange job, RecordedJob recorded) throws Exception {
        TranscriptionProvider provider = endpoint.provider(exchange.getMessage());
        String known = knownJob(exchange, recorded);
        if (known != null) {
            job.setId(known);
            LOG.info("{} job {} is waited for again: this recording was submitted before", name(), known);
            return endpoint.engine().await(provider, known, listener(exchange, job));
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
                .submit(
                        endpoint.recording(provider, recorded),
                        audio,
                        endpoint.submissionParameters(exchange.getMessage()),
                        listener);
    }

    private String knownJob(Exchange exchange, RecordedJob recorded) {
        if (recorded != null) {
            return recorded.jobId();
        }
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        return known == null ? null : known.jobId();
    }

    @Override
    void ended(Exchange exchange, JobOfExchange job, TranscriptionException failure) {
        if (failure == null
                ? endpoint.releaseMoment() == ReleaseMoment.FETCH
                : failure.getCategory().isJobOver()) {
            SubmittedRecording.forget(exchange, endpoint);
        }
        if (failure != null && job.recorded() != null) {
            job.recorded().failed(failure);
        }
    }

    private String name() {
        return endpoint.providerName();
    }
}
