/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.component.RecordOnCompletion.Purpose;
import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.JobListener;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.RecordingSubmission;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.RecordedJob;
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
    protected CompletionStage<Reply> call(PendingExchange current) throws Exception {
        Exchange exchange = current.exchange();
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        JobOfExchange job = new JobOfExchange();
        boolean submitted = known != null && known.jobId() != null;
        JobInput audio = submitted && endpoint.records() == null ? null : endpoint.readAudio(exchange);
        current.ofRecording(audio == null ? known.fileName() : audio.name(), null);
        RecordedJob recorded = endpoint.record(exchange, true, audio, known);
        job.setRecorded(recorded);
        if (recorded != null) {
            // Before anything is sent: a route that is stopped ends the exchange, and the answer comes later.
            TranscriptionEndpoint.onCompletion(exchange, new RecordOnCompletion(recorded, Purpose.SUBMIT));
        } else if (submitted) {
            return onReplyThread(
                    current,
                    CompletableFuture.completedFuture(
                            reply(exchange, Submission.known(known.jobId()), known.fileName(), job)));
        }
        String recording = audio.name();
        JobJournal journal = recorded == null ? JobJournal.NONE : recorded;
        RecordingSubmission request = new RecordingSubmission(
                endpoint.provider(exchange.getMessage()), audio, endpoint.submissionParameters(exchange.getMessage()));
        return current.waitFor(endpoint.engine()
                        .submit(current.caller(), endpoint.providerName(), request, journal, JobListener.NONE))
                .result()
                .whenComplete((submission, thrown) -> {
                    if (thrown != null && job.recorded() != null) {
                        job.recorded().failed((TranscriptionException) thrown);
                    }
                })
                .thenApply(submission -> {
                    SubmittedRecording.remember(exchange, endpoint, submission.jobId(), recording);
                    if (!submission.known()) {
                        endpoint.events().submitted(exchange, submission.jobId());
                        endpoint.log(
                                exchange,
                                submission.jobId(),
                                () -> LOG.info(
                                        "{} job {} submitted: {}",
                                        endpoint.providerName(),
                                        submission.jobId(),
                                        recording));
                    }
                    return reply(exchange, submission, recording, job).withAll(submission.attributes());
                });
    }

    private Reply reply(Exchange exchange, Submission submission, String recording, JobOfExchange job) {
        RecordedJob recorded = job.recorded();
        boolean before = submission.known();
        if (before) {
            endpoint.log(
                    exchange,
                    submission.jobId(),
                    () -> LOG.info(
                            "{} job {} is replied with again: it was submitted before",
                            endpoint.providerName(),
                            submission.jobId()));
        }
        String fileName = before && recorded != null ? recorded.fileName() : recording;
        Instant submittedAt = !before
                ? Instant.now().truncatedTo(ChronoUnit.MILLIS)
                : recorded == null ? null : recorded.submittedAt();
        String jobKey = recorded == null ? null : recorded.key();
        return Reply.of(new TranscriptionJob(
                        endpoint.providerName(), submission.jobId(), fileName, submittedAt, jobKey))
                .with(TranscriptionConstants.JOB_ID, submission.jobId())
                .with(TranscriptionConstants.JOB_KEY, jobKey)
                .with(TranscriptionConstants.PROVIDER, endpoint.providerName())
                .with(TranscriptionConstants.STATUS, JobState.PENDING.name());
    }
}
