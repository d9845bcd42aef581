/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.transcript.LenientJson;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/**
 * What Palatine answers about a task (palatine-rest.ru.txt), read as a stream; unknown fields are passed over. Beside the
 * documented {@code status} and {@code data} it reads the names that the vendor's own node for n8n knows, and those of the
 * oldest generation, where {@code task_status} is a boolean and the result stands in {@code data.result}.
 */
final class PalatineAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    private String taskId;
    private String id;
    private String status;
    private String state;
    private String taskStatus;
    private String error;
    private String message;
    private String dataMessage;
    private boolean hasResult;
    private boolean hasUnknown;

    private PalatineAnswer() {}

    /**
     * Reads an answer without its result.
     *
     * @throws IOException if it is not a JSON object
     */
    static PalatineAnswer read(String json) throws IOException {
        PalatineAnswer answer = new PalatineAnswer();
        LenientJson.readFields(json, answer::readField);
        return answer;
    }

    /**
     * Reads the transcript in an answer, wherever it stands there.
     *
     * @return             the transcript, or {@code null} if the answer has none that is known
     * @throws IOException if it is broken
     */
    static Transcript readTranscript(PalatineTask task, String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return task == PalatineTask.DIARIZATION
                    ? TranscriptReader.readSpeakers(parser)
                    : TranscriptReader.readValue(parser);
        }
    }

    private void readField(JsonParser parser, String field) throws IOException {
        switch (field) {
            case "task_id", "taskId" -> taskId = LenientJson.text(parser);
            case "task" ->
                LenientJson.readFields(parser, (value, name) -> {
                    if (name.equals("id")) {
                        taskId = LenientJson.text(value);
                    } else {
                        value.skipChildren();
                    }
                });
            case "id" -> id = LenientJson.text(parser);
            case "status" -> status = LenientJson.text(parser);
            case "state" -> state = LenientJson.text(parser);
            case "task_status" -> taskStatus = LenientJson.text(parser);
            case "error" -> error = readReason(parser);
            case "message", "detail" -> message = readReason(parser);
            case "data", "result", "output", "response" -> readResult(parser);
            case "text", "transcription", "segments" -> {
                hasResult |= !parser.hasToken(JsonToken.VALUE_NULL);
                parser.skipChildren();
            }
            case "created_at" -> parser.skipChildren();
            default -> {
                hasUnknown |= parser.currentToken().isStructStart() || parser.hasToken(JsonToken.VALUE_STRING);
                parser.skipChildren();
            }
        }
    }

    /** An empty list says nothing; of an object, it is of interest whether it is the reason of a failure. */
    private void readResult(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            hasResult = true;
            LenientJson.readFields(parser, (value, name) -> {
                switch (name) {
                    case "message", "detail" -> dataMessage = readReason(value);
                    case "result" ->
                        LenientJson.readFields(value, (inner, innerName) -> {
                            if (innerName.equals("message")) {
                                dataMessage = readReason(inner);
                            } else {
                                inner.skipChildren();
                            }
                        });
                    default -> value.skipChildren();
                }
            });
        } else if (parser.hasToken(JsonToken.START_ARRAY)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                hasResult = true;
                parser.skipChildren();
            }
        } else {
            hasResult |= parser.hasToken(JsonToken.VALUE_STRING)
                    || parser.currentToken().isNumeric();
        }
    }

    /** A text, or an object that has one. */
    private static String readReason(JsonParser parser) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return LenientJson.text(parser);
        }
        String[] reason = new String[1];
        LenientJson.readFields(parser, (value, name) -> {
            switch (name) {
                case "message", "detail", "msg", "error" -> reason[0] = first(reason[0], LenientJson.text(value));
                default -> value.skipChildren();
            }
        });
        return reason[0];
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    /** The id of a task that was just submitted, or {@code null}. */
    String taskId() {
        return OutsideText.identifier(first(taskId, id));
    }

    /** The status of such a task, or {@code null} if the answer makes none. */
    JobStatus toStatus(String askedFor, String answer) {
        String word = first(status, state, taskStatus);
        if (word == null) {
            // The vendor's node for n8n takes a result without a status for one.
            return hasResult ? JobStatus.done(PalatineOperation.SCHEME, askedFor, answer) : null;
        }
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "success", "true", "completed", "done", "finished" -> ended(askedFor, answer);
            case "error", "failed", "failure", "canceled", "cancelled" ->
                failed(askedFor, first(error, message, dataMessage));
            // One page of the vendor takes false for a failure, which has a message, another for "still working".
            case "false" -> {
                String reason = first(error, dataMessage);
                yield reason == null
                        ? JobStatus.pending(PalatineOperation.SCHEME, askedFor, null)
                        : failed(askedFor, reason);
            }
            // Besides "pending", whatever word for waiting they come up with must not end a paid job.
            default -> JobStatus.pending(PalatineOperation.SCHEME, askedFor, null);
        };
    }

    /** A result under an unknown name is one that cannot be read; where there is nothing at all, it may still come. */
    private JobStatus ended(String askedFor, String answer) {
        if (hasResult || hasUnknown) {
            return JobStatus.done(PalatineOperation.SCHEME, askedFor, answer);
        }
        return error == null ? null : failed(askedFor, error);
    }

    private static JobStatus failed(String askedFor, String reason) {
        return JobStatus.failed(
                PalatineOperation.SCHEME,
                askedFor,
                isBalance(reason) ? ErrorCategory.INSUFFICIENT_BALANCE : ErrorCategory.JOB_FAILED,
                reason);
    }

    /** Palatine says in words what is wrong: "Not enough balance" (public documentation). */
    static boolean isBalance(String message) {
        return message != null && message.toLowerCase(Locale.ROOT).contains("not enough balance");
    }
}
