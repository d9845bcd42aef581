/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;

/** A provider that does what another one does, but for what a subclass does otherwise. */
abstract class ProviderDecorator implements TranscriptionProvider {

    private final TranscriptionProvider provider;

    ProviderDecorator(TranscriptionProvider provider) {
        this.provider = provider;
    }

    @Override
    public final String name() {
        return provider.name();
    }

    @Override
    public final CompletionStage<Void> checkSubmission(AudioSource audio, Map<String, String> parameters) {
        return provider.checkSubmission(audio, parameters);
    }

    @Override
    public CompletionStage<Submission> submit(AudioSource audio, Map<String, String> parameters) {
        return provider.submit(audio, parameters);
    }

    @Override
    public final CompletionStage<JobStatus> status(String jobId) {
        return provider.status(jobId);
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        return provider.fetch(done);
    }

    @Override
    public final CompletionStage<Void> release(String jobId) {
        return provider.release(jobId);
    }
}
