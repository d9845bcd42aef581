/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.ResultInStatusProvider;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.transcript.TextReply;
import io.github.cameltranscription.transcript.Transcript;

/** Palatine's tasks as jobs. */
class PalatineProvider extends ResultInStatusProvider {

    private final PalatineApi api;
    private final PalatineOperation operation;
    private final PalatineTask task;
    private final OutputFormat format;

    /** @param format that of summaries and sentiments */
    PalatineProvider(PalatineApi api, PalatineOperation operation, PalatineTask task, OutputFormat format) {
        super(PalatineOperation.SCHEME, operation.getName());
        this.api = api;
        this.operation = operation;
        this.task = task;
        this.format = format;
    }

    @Override
    protected CompletionStage<String> submitForId(JobInput input, Map<String, String> parameters) {
        return api.submit(operation.getName(), task, input, parameters);
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return api.status(operation.getName(), task, jobId, answer -> result(jobId, answer));
    }

    /** The result in an answer that says the task is done, or {@code null} if it has none that is known. */
    private JobResult result(String jobId, PalatineAnswer answer) {
        return switch (task) {
            case TRANSCRIPTION, DIARIZATION -> {
                Transcript transcript = answer.transcript();
                yield transcript == null
                        ? null
                        : JobResult.of(transcript.withJob(name(), jobId).withRaw(answer.json()));
            }
            case SUMMARY -> rendered(PalatineAnalysisReader.summary(jobId, answer.tree(), answer.json()), null);
            case SENTIMENT -> {
                PalatineSentiment sentiment = PalatineAnalysisReader.sentiment(jobId, answer.tree(), answer.json());
                yield rendered(sentiment, sentiment == null ? null : sentiment.label());
            }
        };
    }

    private JobResult rendered(TextReply reply, String sentiment) {
        if (reply == null) {
            return null;
        }
        Map<String, Object> attributes = new HashMap<>();
        if (sentiment != null) {
            attributes.put(PalatineConstants.SENTIMENT, sentiment);
        }
        if (format != OutputFormat.TRANSCRIPT) {
            attributes.put(Exchange.CONTENT_TYPE, format.getContentType());
        }
        return new JobResult(TranscriptRenderer.render(reply, format), attributes);
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        return super.fetch(done)
                .thenApply(result -> result.body() instanceof Transcript transcript
                        ? PalatineWarnings.resultOf(transcript)
                        : result);
    }

    /** A task that Palatine does not know has been released before. */
    @Override
    public CompletionStage<Void> release(String jobId) {
        return api.done(operation.getName(), task, jobId).handle((answer, thrown) -> {
            Throwable cause = TranscriptionException.unwrapped(thrown);
            if (cause == null
                    || cause instanceof TranscriptionException failure && failure.getVerdict() == Verdict.RELEASED) {
                return null;
            }
            throw new CompletionException(cause);
        });
    }
}
