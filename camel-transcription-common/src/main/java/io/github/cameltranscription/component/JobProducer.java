/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.engine.RecordingSubmission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.RecordedJob;

/** The common parts of the operations that submit a recording or wait for its job. */
abstract class JobProducer extends TranscriptionProducer {

    private static final Logger LOG = LoggerFactory.getLogger(JobProducer.class);

    JobProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
    }

    final JobJournal journal(PendingExchange current) {
        return current.recorded() == null ? JobJournal.NONE : current.recorded();
    }

    /**
     * The recording to submit.
     *
     * @param forResults whether the job is submitted for {@code results} or {@code await}
     * @return {@code null} if this exchange has submitted the recording before, and no record says so
     */
    final RecordingSubmission submission(PendingExchange current, boolean forResults) throws Exception {
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
    final CompletionStage<Reply> resultOf(PendingExchange current, PendingJob<JobResult> pending) {
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
        TranscriptionException failure = current.named(recorded == null ? thrown : recorded.explained(thrown));
        if (failure.getVerdict() == Verdict.FAILED) {
            SubmittedRecording.forget(exchange, endpoint);
        }
        if (recorded != null) {
            recorded.failed(failure);
        }
        String jobId = current.jobId();
        reports.failed(exchange, jobId, current.progress(), failure.getCategory());
        current.log(
                jobs.provider(),
                jobId,
                () -> LOG.info(
                        "{}{} ended: {}", jobs.provider(), jobId == null ? "" : " job " + jobId, failure.getMessage()));
        return failure;
    }

    private Reply done(PendingExchange current, JobResult result) {
        Exchange exchange = current.exchange();
        String jobId = current.jobId();
        RecordedJob recorded = current.recorded();
        Reply reply = Reply.of(endpoint, jobId, result)
                .withAll(current.attributes())
                .with(TranscriptionConstants.JOB_KEY, recorded == null ? null : recorded.key());
        jobs.releases().resultReady(exchange, jobId, recorded);
        reports.completed(exchange, jobId);
        current.log(jobs.provider(), jobId, () -> LOG.info("{} job {} ended: done", jobs.provider(), jobId));
        return reply;
    }
}
