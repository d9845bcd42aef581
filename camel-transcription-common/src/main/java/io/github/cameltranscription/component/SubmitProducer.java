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
import io.github.cameltranscription.job.JobWaiter;
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
        RecordedJob recorded =
                endpoint.records() == null ? null : endpoint.records().open(exchange, JobWaiter.SUBMIT);
        try {
            return call(exchange, recorded);
        } catch (Exception nothingSent) {
            if (recorded != null) {
                recorded.suspend();
            }
            throw nothingSent;
        }
    }

    private CompletionStage<Reply> call(Exchange exchange, RecordedJob recorded) throws Exception {
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        if (recorded != null && recorded.jobId() != null) {
            TranscriptionEndpoint.onCompletion(exchange, new CommitOnCompletion(recorded));
            return again(recorded.jobId(), null, recorded);
        }
        if (known != null && known.jobId() != null) {
            return again(known.jobId(), known.fileName(), recorded);
        }
        AudioSource audio = endpoint.readAudio(exchange);
        String recording = audio.name();
        Map<String, String> parameters = endpoint.submissionParameters(exchange.getMessage());
        TranscriptionProvider provider = endpoint.recording(endpoint.provider(exchange.getMessage()), recorded);
        return counted(() -> idempotent(() -> provider.checkSubmission(audio, parameters))
                        .thenCompose(checked -> submission(() -> provider.submit(audio, parameters))))
                .whenComplete((submission, thrown) -> closeRecord(exchange, recorded, thrown))
                .thenApply(submission -> {
                    SubmittedRecording.remember(exchange, endpoint, submission.jobId(), recording);
                    events.submitted(exchange, submission.jobId());
                    LOG.info("{} job {} submitted: {}", endpoint.providerName(), submission.jobId(), recording);
                    return reply(submission.jobId(), recording, Instant.now().truncatedTo(ChronoUnit.MILLIS), recorded)
                            .withAll(submission.attributes());
                });
    }

    /** As long as the exchange is under way, the job is not for {@code results}: its source may bring it again. */
    private void closeRecord(Exchange exchange, RecordedJob recorded, Throwable thrown) {
        if (recorded == null) {
            return;
        }
        if (thrown == null) {
            TranscriptionEndpoint.onCompletion(exchange, new CommitOnCompletion(recorded));
        } else {
            recorded.failed(toTranscriptionException(thrown));
        }
    }

    private CompletionStage<Reply> again(String jobId, String fileName, RecordedJob recorded) {
        LOG.info("{} job {} is replied with again: it was submitted before", endpoint.providerName(), jobId);
        return CompletableFuture.completedStage(reply(jobId, fileName, null, recorded))
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
