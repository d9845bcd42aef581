/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.transcript.LenientJson;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/** Murmur's answers about a recording, read as a stream; unknown fields are ignored. */
final class MurmurAnswer {

    private String id;
    private String state;
    private String reason;
    private Transcript transcript;

    private MurmurAnswer() {}

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not a JSON object
     */
    static MurmurAnswer read(String json) throws IOException {
        MurmurAnswer answer = new MurmurAnswer();
        LenientJson.readFields(json, answer::readField);
        return answer;
    }

    private void readField(JsonParser parser, String field) throws IOException {
        switch (field) {
            case "id" -> id = LenientJson.text(parser);
            case "state" -> state = LenientJson.text(parser);
            case "reason" -> reason = LenientJson.text(parser);
            case "transcript" -> transcript = TranscriptReader.readValue(parser);
            default -> parser.skipChildren();
        }
    }

    /** The job that was made, or {@code null} if the answer has none. */
    String id() {
        return OutsideText.identifier(id);
    }

    /** The status, or {@code null} if the answer is none. */
    JobStatus toStatus(String jobId, String json) {
        if (state == null) {
            return null;
        }
        return switch (state) {
            case "ready" -> JobStatus.done(MurmurOperation.SCHEME, jobId, json, result(jobId, json));
            case "failed" -> JobStatus.failed(MurmurOperation.SCHEME, jobId, ErrorCategory.JOB_FAILED, reason);
            default -> JobStatus.pending(MurmurOperation.SCHEME, jobId, null);
        };
    }

    private JobResult result(String jobId, String json) {
        return transcript == null
                ? null
                : JobResult.of(transcript.withJob(MurmurOperation.SCHEME, jobId).withRaw(json));
    }
}
