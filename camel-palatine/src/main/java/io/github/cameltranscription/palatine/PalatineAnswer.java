/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.transcript.LenientJson;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/** What Palatine answers about a task (palatine-rest.ru.txt), read as a stream; unknown fields are passed over. */
final class PalatineAnswer {

    private String taskId;
    private String id;
    private String status;
    private String error;
    private boolean hasData;
    private boolean hasResult;
    private Transcript data;

    private PalatineAnswer() {}

    /**
     * Reads an answer without its transcript.
     *
     * @throws IOException if it is not a JSON object
     */
    static PalatineAnswer read(String json) throws IOException {
        return read(json, false);
    }

    /**
     * Reads the transcript in an answer.
     *
     * @throws IOException if it is not a JSON object that has one
     */
    static Transcript readTranscript(String json) throws IOException {
        PalatineAnswer answer = read(json, true);
        if (answer.data == null) {
            throw new IOException("there is no data in the answer");
        }
        return answer.data;
    }

    private static PalatineAnswer read(String json, boolean withData) throws IOException {
        PalatineAnswer answer = new PalatineAnswer();
        LenientJson.readFields(json, (parser, field) -> answer.readField(parser, field, withData));
        return answer;
    }

    private void readField(JsonParser parser, String field, boolean withData) throws IOException {
        hasResult |= PalatineAnalysisReader.RESULT_FIELDS.contains(field) && !parser.hasToken(JsonToken.VALUE_NULL);
        switch (field) {
            case "task_id" -> taskId = LenientJson.text(parser);
            case "id" -> id = LenientJson.text(parser);
            case "status" -> status = LenientJson.text(parser);
            // An older generation of the API, in the vendor's public documentation.
            case "task_status" -> status = status == null ? LenientJson.text(parser) : status;
            case "error" -> error = LenientJson.text(parser);
            case "data" -> {
                hasData = parser.hasToken(JsonToken.START_OBJECT);
                if (hasData && withData) {
                    data = TranscriptReader.readObject(parser);
                } else {
                    parser.skipChildren();
                }
            }
            default -> parser.skipChildren();
        }
    }

    /** The id of a task that was just submitted, or {@code null}. */
    String taskId() {
        String given = taskId == null ? id : taskId;
        return given == null || given.isBlank() ? null : given.strip();
    }

    /** The status of such a task, or {@code null} if the answer makes none. */
    JobStatus toStatus(PalatineTask task, String askedFor, String answer) {
        if (status == null) {
            return null;
        }
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "success", "true" ->
                (task.isTranscript() ? hasData : hasResult)
                        ? JobStatus.done(PalatineOperation.SCHEME, askedFor, answer)
                        : null;
            case "error", "failed", "failure" ->
                JobStatus.failed(
                        PalatineOperation.SCHEME,
                        askedFor,
                        isBalance(error) ? ErrorCategory.INSUFFICIENT_BALANCE : ErrorCategory.JOB_FAILED,
                        error);
            // Besides "pending", whatever word for waiting they come up with must not end a paid job.
            default -> JobStatus.pending(PalatineOperation.SCHEME, askedFor, null);
        };
    }

    /** Palatine says in words what is wrong: "Not enough balance" (public documentation). */
    static boolean isBalance(String message) {
        return message != null && message.toLowerCase(Locale.ROOT).contains("not enough balance");
    }
}
