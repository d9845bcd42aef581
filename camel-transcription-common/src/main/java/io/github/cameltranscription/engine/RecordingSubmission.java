/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;

/**
 * Submits a recording.
 *
 * @param parameters the provider's own parameters by their names on the wire
 */
public record RecordingSubmission(TranscriptionProvider provider, JobInput audio, Map<String, String> parameters)
        implements SubmissionRequest<Submission> {

    @Override
    public CompletionStage<Void> check() {
        return provider.checkSubmission(audio, parameters);
    }

    @Override
    public CompletionStage<Submission> send() {
        return provider.submit(audio, parameters).thenApply(submission -> {
            Objects.requireNonNull(submission, "the adapter gave no submission");
            Objects.requireNonNull(submission.jobId(), "the adapter gave no job id");
            return submission;
        });
    }

    @Override
    public boolean isRepeatable() {
        return !(audio instanceof AudioUpload upload) || upload.isRepeatable();
    }

    @Override
    public String jobId(Submission answer) {
        return answer.jobId();
    }

    @Override
    public Submission ofKnownJob(String jobId) {
        return Submission.known(jobId);
    }
}
