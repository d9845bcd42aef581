/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.subtitle.CueLayout;
import io.github.cameltranscription.transcript.Transcript;

/**
 * The reply of a producer: a new body and new headers. The headers of the incoming message stay.
 *
 * @param body    the new body, or {@code null}
 * @param headers by name; {@code null} values are not set
 */
public record Reply(Object body, Map<String, Object> headers) {

    /** A reply without headers yet. */
    public static Reply of(Object body) {
        return new Reply(body, new LinkedHashMap<>());
    }

    /**
     * The reply of a finished job: the result in the format asked for, and the headers that go with it.
     *
     * @param jobId {@code null} if there was none
     */
    public static Reply of(TranscriptionEndpoint<?> endpoint, String jobId, JobResult result) {
        Reply reply = result.body() instanceof Transcript transcript
                ? rendered(transcript, endpoint.getConfiguration())
                : of(result.body());
        return reply.with(TranscriptionConstants.JOB_ID, jobId)
                .with(TranscriptionConstants.PROVIDER, endpoint.jobs().provider())
                .with(TranscriptionConstants.STATUS, JobState.DONE)
                .withAll(result.attributes());
    }

    /** The reply that has the status of a job as its body, and in headers. */
    static Reply ofStatus(JobStatus status) {
        return of(status)
                .with(TranscriptionConstants.JOB_ID, status.jobId())
                .with(TranscriptionConstants.STATUS, status.state())
                .with(TranscriptionConstants.PROGRESS, status.progress())
                .withAll(status.attributes())
                .with(TranscriptionConstants.ERROR_CATEGORY, status.failureCategory());
    }

    private static Reply rendered(Transcript transcript, TranscriptionConfiguration options) {
        OutputFormat format = options.getOutputFormat();
        Duration duration = transcript.duration();
        return of(TranscriptRenderer.render(transcript, format, layout(options)))
                .with(Exchange.CONTENT_TYPE, format.getContentType())
                .with(TranscriptionConstants.LANGUAGE, transcript.language())
                .with(TranscriptionConstants.DURATION, duration == null ? null : duration.toNanos() / 1e9);
    }

    /** @throws IllegalArgumentException naming the option that is wrong */
    static CueLayout layout(TranscriptionConfiguration options) {
        return new CueLayout(options.getCueMaxLineLength(), options.getCueMaxLines());
    }

    /** Adds a header, which has the name of an enum's constant; a {@code null} value adds nothing. */
    public Reply with(String header, Object value) {
        if (value != null) {
            headers.put(header, value instanceof Enum<?> constant ? constant.name() : value);
        }
        return this;
    }

    public Reply withAll(Map<String, Object> more) {
        more.forEach(this::with);
        return this;
    }

    /**
     * Puts body and headers into the message of an exchange; its other headers stay. The headers describe the reply: none
     * of them overrides an option of a later call.
     */
    public void writeTo(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        exchange.getMessage().setBody(body);
        ReplyHeaders.set(exchange, headers, endpoint.optionTable().headers());
    }
}
