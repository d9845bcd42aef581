/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.JobListener;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.engine.RecordingSubmission;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.RecordedJob;

/** What the operations that submit a recording, or wait for its job, have in common. */
abstract class JobProducer extends TranscriptionProducer {

    private static final Logger LOG = LoggerFactory.getLogger(JobProducer.class);

    private final ResultReply replies;

    JobProducer(TranscriptionEndpoint<?> endpoint, JobService jobs) {
        super(endpoint, jobs);
        this.replies = new ResultReply(jobs.provider(), endpoint.getConfiguration());
    }

    /** Passes on how a job goes on, as far as it is news. It lives as long as the job, and has nothing of the recording. */
    private final class Progress implements JobListener {
        private final PendingExchange current;

        private Progress(PendingExchange current) {
            this.current = current;
        }

        @Override
        public void submitted(Submission submission) {
            Exchange exchange = current.exchange();
            String jobId = submission.jobId();
            current.setJobId(jobId);
            current.addHeaders(submission.attributes());
            SubmittedRecording.remember(exchange, endpoint, jobId, current.fileName());
            if (submission.known()) {
                logKnown(current);
            } else {
                reports.submitted(exchange, jobId);
                reports.log(
                        exchange,
                        jobId,
                        () -> LOG.info("{} job {} submitted: {}", jobs.provider(), jobId, current.fileName()));
            }
        }

        @Override
        public void progressed(JobStatus status) {
            if (status.progress() != null && current.rises(status.progress())) {
                reports.progressed(current.exchange(), current.jobId(), status.progress());
            }
        }
    }

    final JobListener progress(PendingExchange current) {
        return new Progress(current);
    }

    final JobJournal journal(PendingExchange current) {
        return current.recorded() == null ? JobJournal.NONE : current.recorded();
    }

    final void logKnown(PendingExchange current) {
        reports.log(
                current.exchange(),
                current.jobId(),
                () -> LOG.info("{} job {} was submitted before, so nothing is sent", jobs.provider(), current.jobId()));
    }

    /**
     * What is to be sent.
     *
     * @param  forResults whether the job is submitted for others
     * @return            {@code null} if this exchange has submitted the recording before, and no record says so
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
            logKnown(current);
            return null;
        }
        return new RecordingSubmission(
                endpoint.provider(exchange.getMessage()), audio, endpoint.submissionParameters(exchange.getMessage()));
    }

    /** The reply with the result of a job that is waited for. */
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
            } catch (RuntimeException unexpected) {
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
        reports.log(
                exchange,
                jobId,
                () -> LOG.info(
                        "{}{} ended: {}", jobs.provider(), jobId == null ? "" : " job " + jobId, failure.getMessage()));
        return failure;
    }

    private Reply done(PendingExchange current, JobResult result) {
        Exchange exchange = current.exchange();
        String jobId = current.jobId();
        RecordedJob recorded = current.recorded();
        Reply reply = replies.of(jobId, result)
                .withAll(current.headers())
                .with(TranscriptionConstants.JOB_KEY, recorded == null ? null : recorded.key());
        jobs.releases().resultReady(exchange, jobId, recorded);
        reports.completed(exchange, jobId);
        reports.log(exchange, jobId, () -> LOG.info("{} job {} ended: done", jobs.provider(), jobId));
        return reply;
    }
}
