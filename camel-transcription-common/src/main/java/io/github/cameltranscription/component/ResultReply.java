/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.subtitle.CueLayout;
import io.github.cameltranscription.transcript.Transcript;

/** Makes the reply of a finished job: the body in the format asked for, and the headers that go with it. */
public final class ResultReply {

    private final String provider;
    private final TranscriptionConfiguration configuration;

    /**
     * @param provider      the provider's name
     * @param configuration says which format
     */
    public ResultReply(String provider, TranscriptionConfiguration configuration) {
        this.provider = provider;
        this.configuration = configuration;
    }

    /**
     * The reply.
     *
     * @param jobId  the provider's id of the job, or {@code null} if there was none
     * @param result what came of it
     */
    public Reply of(String jobId, JobResult result) {
        Reply reply = result.body() instanceof Transcript transcript ? rendered(transcript) : Reply.of(result.body());
        return reply.with(TranscriptionConstants.JOB_ID, jobId)
                .with(TranscriptionConstants.PROVIDER, provider)
                .with(TranscriptionConstants.STATUS, JobState.DONE.name())
                .withAll(result.attributes());
    }

    /**
     * How subtitles are laid out.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    static CueLayout layout(TranscriptionConfiguration options) {
        return new CueLayout(options.getCueMaxLineLength(), options.getCueMaxLines());
    }

    private Reply rendered(Transcript transcript) {
        OutputFormat format = configuration.getOutputFormat();
        Reply reply = Reply.of(TranscriptRenderer.render(transcript, format, layout(configuration)))
                .with(Exchange.CONTENT_TYPE, format.getContentType())
                .with(TranscriptionConstants.LANGUAGE, transcript.language());
        return transcript.duration() == null
                ? reply
                : reply.with(
                        TranscriptionConstants.DURATION, transcript.duration().toNanos() / 1e9);
    }
}
