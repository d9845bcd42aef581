/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.RecordingSubmission;
import io.github.cameltranscription.engine.TranscriptionProvider;

/** {@code transcribe}: submits a recording, waits for the job and replies with the transcript. */
final class TranscribeProducer extends JobProducer {

    TranscribeProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) throws Exception {
        RecordingSubmission submission = submission(current, false);
        if (submission != null) {
            return resultOf(current, jobs.engine().transcribe(current, submission, journal(current)));
        }
        TranscriptionProvider provider = endpoint.provider(current.exchange().getMessage());
        return resultOf(current, jobs.engine().await(current, provider, current.jobId(), JobJournal.NONE));
    }
}
