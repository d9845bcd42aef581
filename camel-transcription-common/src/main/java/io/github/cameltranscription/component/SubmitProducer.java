/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.RecordingSubmission;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code submit}: submits a recording and replies with the {@link TranscriptionJob}, without waiting for it. */
final class SubmitProducer extends JobProducer {

    SubmitProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) throws Exception {
        RecordingSubmission request = submission(current, true);
        if (request == null) {
            Submission known = Submission.known(current.jobId());
            return onReplyThread(current, CompletableFuture.completedFuture(reply(current, known)));
        }
        RecordedJob recorded = current.recorded();
        if (recorded != null) {
            // Before anything is sent: a route that is stopped ends the exchange, and the answer comes later.
            AfterCommit.of(current.exchange(), recorded, recorded::sourceCommitted, failure -> recorded.free());
        }
        return current.waitFor(jobs.engine().submit(current, jobs.provider(), request, journal(current)))
                .result()
                .whenComplete((submission, thrown) -> {
                    if (thrown != null && recorded != null) {
                        recorded.failed((TranscriptionException) thrown);
                    }
                })
                .thenApply(submission -> reply(current, submission));
    }

    private Reply reply(PendingExchange current, Submission submission) {
        RecordedJob recorded = current.recorded();
        boolean before = submission.known();
        String fileName = before && recorded != null ? recorded.fileName() : current.fileName();
        Instant submittedAt = !before
                ? Instant.now().truncatedTo(ChronoUnit.MILLIS)
                : recorded == null ? null : recorded.submittedAt();
        String jobKey = recorded == null ? null : recorded.key();
        return Reply.of(new TranscriptionJob(jobs.provider(), submission.jobId(), fileName, submittedAt, jobKey))
                .with(TranscriptionConstants.JOB_ID, submission.jobId())
                .with(TranscriptionConstants.JOB_KEY, jobKey)
                .with(TranscriptionConstants.PROVIDER, jobs.provider())
                .with(TranscriptionConstants.STATUS, JobState.PENDING.name())
                .withAll(submission.attributes());
    }
}
