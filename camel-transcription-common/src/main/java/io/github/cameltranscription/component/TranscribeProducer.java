/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.engine.RecordingSubmission;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.RecordedJob;

/** {@code transcribe}: submits a recording, waits for the job and replies with the transcript. */
final class TranscribeProducer extends JobProducer {

    private static final Logger LOG = LoggerFactory.getLogger(TranscribeProducer.class);

    private final TranscriptionEndpoint<?> endpoint;

    TranscribeProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    PendingJob<JobResult> begin(PendingExchange current, JobOfExchange job) throws Exception {
        Exchange exchange = current.exchange();
        TranscriptionProvider provider = endpoint.provider(exchange.getMessage());
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        String knownJob = known == null ? null : known.jobId();
        if (knownJob != null && endpoint.records() == null) {
            current.ofRecording(known.fileName(), null);
            return await(current, job, known, provider);
        }
        JobInput audio = endpoint.readAudio(exchange);
        current.ofRecording(audio.name(), null);
        RecordedJob recorded = endpoint.record(exchange, false, audio, known);
        job.setRecorded(recorded);
        if (knownJob != null && recorded == null) {
            return await(current, job, known, provider);
        }
        // The listener lives as long as the job: of the recording it keeps the name alone.
        String recording = audio.name();
        JobEventListener listener = new JobEventListener(endpoint.events(), exchange, job) {
            @Override
            public void submitted(Submission submission) {
                job.setId(submission.jobId());
                job.addHeaders(submission.attributes());
                SubmittedRecording.remember(exchange, endpoint, submission.jobId(), recording);
                if (submission.known()) {
                    endpoint.log(
                            exchange,
                            submission.jobId(),
                            () -> LOG.info(
                                    "{} job {} is waited for again: it was submitted before",
                                    name(),
                                    submission.jobId()));
                } else {
                    endpoint.events().submitted(exchange, submission.jobId());
                    endpoint.log(
                            exchange,
                            submission.jobId(),
                            () -> LOG.info("{} job {} submitted: {}", name(), submission.jobId(), recording));
                }
            }
        };
        return endpoint.engine()
                .transcribe(
                        current.caller(),
                        new RecordingSubmission(provider, audio, endpoint.submissionParameters(exchange.getMessage())),
                        recorded == null ? JobJournal.NONE : recorded,
                        listener);
    }

    private PendingJob<JobResult> await(
            PendingExchange current, JobOfExchange job, SubmittedRecording known, TranscriptionProvider provider)
            throws InterruptedException {
        job.setId(known.jobId());
        endpoint.log(
                current.exchange(),
                known.jobId(),
                () -> LOG.info("{} job {} is waited for again: it was submitted before", name(), known.jobId()));
        return endpoint.engine()
                .await(
                        current.caller(),
                        provider,
                        known.jobId(),
                        JobJournal.NONE,
                        new JobEventListener(endpoint.events(), current.exchange(), job));
    }

    @Override
    void ended(Exchange exchange, JobOfExchange job, TranscriptionException failure) {
        boolean over = failure == null
                ? endpoint.releaseMoment() == ReleaseMoment.FETCH
                : failure.getVerdict() == Verdict.FAILED;
        if (over) {
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
