/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.apache.camel.Exchange;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.engine.RecordingSubmission;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.job.TranscriptionJob;

/** Submits recordings, waits for jobs and shows parked ones: what an operation does is the method given as {@link Use}. */
final class JobProducer extends TranscriptionProducer {

    interface Use {
        CompletionStage<Reply> call(JobProducer producer, PendingExchange current) throws Exception;
    }

    private final Use use;

    JobProducer(TranscriptionEndpoint<?> endpoint, Use use) {
        super(endpoint);
        this.use = use;
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) throws Exception {
        return use.call(this, current);
    }

    /** Submits a recording, waits for the job and replies with the transcript. */
    CompletionStage<Reply> transcribe(PendingExchange current) throws Exception {
        RecordingSubmission submission = submission(current, false);
        return submission == null
                ? await(current)
                : resultOf(current, jobs.engine().transcribe(current, submission, journal(current)));
    }

    /** Submits a recording and replies with the {@link TranscriptionJob}, without waiting for it. */
    CompletionStage<Reply> submit(PendingExchange current) throws Exception {
        RecordingSubmission request = submission(current, true);
        if (request == null) {
            Submission known = Submission.known(current.jobId());
            return onReplyThread(current, CompletableFuture.completedFuture(submitted(current, known)));
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
                .thenApply(submission -> submitted(current, submission));
    }

    /** Waits for a job that was submitted before, here or elsewhere, and replies with the transcript. */
    CompletionStage<Reply> awaitReferenced(PendingExchange current) throws Exception {
        TranscriptionJob known = JobReference.read(current.exchange().getMessage(), jobs.provider());
        current.setJobId(known.jobId());
        current.ofRecording(known.fileName(), known.submittedAt());
        JobRecords records = jobs.records();
        current.setRecorded(records == null ? null : records.ofJob(current.exchange(), known));
        return await(current).thenApply(reply -> reply.with(TranscriptionConstants.FILE_NAME, known.fileName()));
    }

    /** Lists the records that need a person, has one tried again, or forgets one. */
    CompletionStage<Reply> parked(PendingExchange current) {
        ParkedAction action = endpoint.getConfiguration().getAction();
        JobRecords records = jobs.records();
        String key = action == ParkedAction.LIST
                ? null
                : JobKey.ofJob(current.exchange().getMessage());
        if (key == null && action != ParkedAction.LIST) {
            throw new IllegalArgumentException("action=" + OptionRules.lowerCase(action) + " needs the header "
                    + TranscriptionConstants.JOB_KEY + ", with a key that action=list has shown");
        }
        Supplier<Object> answer =
                switch (action) {
                    case LIST ->
                        () -> records.parked().stream().map(ParkedJob::of).toList();
                    case RETRY -> () -> records.retry(key);
                    case FORGET -> () -> records.forget(key);
                };
        CompletionStage<Object> answered =
                CompletableFuture.supplyAsync(answer, records.node().worker());
        return onReplyThread(current, answered)
                .thenApply(body -> Reply.of(body).with(TranscriptionConstants.JOB_KEY, key));
    }

    private CompletionStage<Reply> await(PendingExchange current) throws InterruptedException {
        TranscriptionProvider provider = endpoint.provider(current.exchange().getMessage());
        return resultOf(current, jobs.engine().await(current, provider, current.jobId(), journal(current)));
    }

    private static JobJournal journal(PendingExchange current) {
        return current.recorded() == null ? JobJournal.NONE : current.recorded();
    }

    /**
     * The recording to submit.
     *
     * @param forResults whether the job is submitted for {@code results} or {@code await}
     * @return {@code null} if this exchange has submitted the recording before, and no record says so
     */
    private RecordingSubmission submission(PendingExchange current, boolean forResults) throws Exception {
        Exchange exchange = current.exchange();
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        boolean submitted = known != null && known.jobId() != null;
        JobRecords records = jobs.records();
        JobInput audio = submitted && records == null ? null : endpoint.readAudio(exchange);
        current.ofRecording(audio == null ? known.fileName() : audio.name(), null);
        RecordedJob recorded = records == null ? null : records.ofInput(exchange, forResults, audio, known);
        current.setRecorded(recorded);
        if (submitted && recorded == null) {
            current.setJobId(known.jobId());
            current.logKnown();
            return null;
        }
        return new RecordingSubmission(
                endpoint.provider(exchange.getMessage()), audio, endpoint.submissionParameters(exchange.getMessage()));
    }

    /** Waits for a job and replies with its result. */
    private CompletionStage<Reply> resultOf(PendingExchange current, PendingJob<JobResult> pending) {
        return current.waitFor(pending).result().handle((result, thrown) -> {
            if (thrown != null) {
                throw failed(current, (TranscriptionException) thrown);
            }
            if (endpoint.releaseMoment() == ReleaseMoment.FETCH) {
                SubmittedRecording.forget(current.exchange(), endpoint);
            }
            try {
                return done(current, result);
            } catch (RuntimeException | Error unexpected) {
                throw ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                        details("an unexpected error: " + unexpected).withJobId(current.jobId()), unexpected);
            }
        });
    }

    private TranscriptionException failed(PendingExchange current, TranscriptionException thrown) {
        Exchange exchange = current.exchange();
        RecordedJob recorded = current.recorded();
        TranscriptionException failure =
                (recorded == null ? thrown : recorded.explained(thrown)).withFileName(current.fileName());
        if (failure.getVerdict() == Verdict.FAILED) {
            SubmittedRecording.forget(exchange, endpoint);
        }
        if (recorded != null) {
            recorded.failed(failure);
        }
        reports.failed(exchange, current.jobId(), current.progress(), failure.getCategory());
        current.info("ended: " + failure.getMessage());
        return failure;
    }

    private Reply done(PendingExchange current, JobResult result) {
        Exchange exchange = current.exchange();
        String jobId = current.jobId();
        RecordedJob recorded = current.recorded();
        Reply reply = Reply.of(endpoint, jobId, result)
                .withAll(current.attributes())
                .with(TranscriptionConstants.JOB_KEY, recorded == null ? null : recorded.key());
        jobs.resultReady(exchange, jobId, recorded);
        reports.completed(exchange, jobId);
        current.info("ended: done");
        return reply;
    }

    private Reply submitted(PendingExchange current, Submission submission) {
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
                .with(TranscriptionConstants.STATUS, JobState.PENDING)
                .withAll(submission.attributes());
    }
}
