/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.TextInput;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.ResultInStatusProvider;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.transcript.Transcript;

/** Palatine's tasks as jobs. */
class PalatineProvider extends ResultInStatusProvider {

    private final PalatineApi api;
    private final PalatineOperation operation;
    private final PalatineTask task;

    PalatineProvider(PalatineApi api, PalatineOperation operation, PalatineTask task) {
        super(PalatineOperation.SCHEME, operation.getName());
        this.api = api;
        this.operation = operation;
        this.task = task;
    }

    @Override
    protected CompletionStage<String> upload(AudioUpload audio, Map<String, String> parameters) {
        return api.submit(operation.getName(), task, audio, parameters);
    }

    @Override
    protected CompletionStage<String> submit(AudioLink audio, Map<String, String> parameters) {
        return api.submit(operation.getName(), task, audio, parameters);
    }

    @Override
    public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
        return audio instanceof TextInput text
                ? api.submit(operation.getName(), task, text, parameters).thenApply(Submission::of)
                : super.submit(audio, parameters);
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return api.status(operation.getName(), task, jobId, answer -> result(jobId, answer));
    }

    /** The result in an answer that says the task is done, or {@code null} if it has none that is known. */
    JobResult result(String jobId, PalatineAnswer answer) {
        Transcript transcript = answer.transcript();
        return transcript == null
                ? null
                : JobResult.of(transcript.withJob(name(), jobId).withRaw(answer.json()));
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        return super.fetch(done)
                .thenApply(result ->
                        result.body() instanceof Transcript transcript ? PalatineWarnings.told(transcript) : result);
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
