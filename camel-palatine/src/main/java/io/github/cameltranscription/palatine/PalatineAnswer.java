/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.transcript.LenientJson;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/**
 * Palatine's answers about a task (palatine-rest.ru.txt), read as a stream; unknown fields are ignored. In addition to the
 * documented {@code status} and {@code data} it reads the names that the vendor's node for n8n reads, and those of the
 * oldest generation, where {@code task_status} is a boolean and the result is in {@code data.result}.
 */
final class PalatineAnswer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> REASON = Set.of("message", "detail", "msg", "error");

    private final String json;
    private Transcript transcript;
    private JsonNode tree;
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

    private PalatineAnswer(String json) {
        this.json = json;
    }

    /**
     * Reads the answer to a submission.
     *
     * @throws IOException if it is not a JSON object
     */
    static PalatineAnswer read(String json) throws IOException {
        PalatineAnswer answer = new PalatineAnswer(json);
        answer.read(JsonParser::skipChildren);
        return answer;
    }

    /**
     * Reads an answer about a task, its result included.
     *
     * @throws IOException if it is not a JSON object
     */
    static PalatineAnswer read(String json, PalatineTask task) throws IOException {
        PalatineAnswer answer = new PalatineAnswer(json);
        answer.read(
                switch (task) {
                    case TRANSCRIPTION -> parser -> answer.transcript = TranscriptReader.readValue(parser);
                    case DIARIZATION -> parser -> answer.transcript = TranscriptReader.readSpeakers(parser);
                    case SUMMARY, SENTIMENT -> parser -> answer.tree = JSON.readTree(parser);
                });
        return answer;
    }

    /** Reads the result. */
    private interface ResultReader {
        void read(JsonParser parser) throws IOException;
    }

    private void read(ResultReader result) throws IOException {
        try (JsonParser parser = new Observer(LenientJson.parser(json))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is not a JSON object");
            }
            result.read(parser);
        }
    }

    /** Collects the other fields while the result is read, so that a large answer is read once. */
    private final class Observer extends JsonParserDelegate {

        private static final int DEEPEST = 4;

        /** The names of the fields around the current value, from level 1 on; {@code null} within a list. */
        private final String[] path = new String[DEEPEST + 1];

        private int level;

        Observer(JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            JsonToken token = super.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                if (level <= DEEPEST) {
                    path[level] = currentName();
                }
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                level--;
            } else if (token != null) {
                if (level <= DEEPEST) {
                    see(token);
                }
                if (token.isStructStart()) {
                    level++;
                    if (level <= DEEPEST) {
                        path[level] = null;
                    }
                }
            }
            return token;
        }

        @Override
        public JsonParser skipChildren() throws IOException {
            if (currentToken() != null && currentToken().isStructStart()) {
                int inside = level;
                while (level >= inside && nextToken() != null) {
                    // On to the matching end.
                }
            }
            return this;
        }

        private void see(JsonToken token) throws IOException {
            String field = level == 0 ? null : path[level];
            switch (level) {
                case 1 -> seeField(field, token);
                case 2 -> seeInner(path[1], field);
                case 3 -> {
                    if (PalatineAnalysisReader.RESULT_FIELDS.contains(path[1])
                            && ("message".equals(path[2]) || "detail".equals(path[2]))) {
                        dataMessage = reason(dataMessage, field);
                    } else if (PalatineAnalysisReader.RESULT_FIELDS.contains(path[1])
                            && "result".equals(path[2])
                            && "message".equals(field)) {
                        dataMessage = text();
                    }
                }
                case 4 -> {
                    if (PalatineAnalysisReader.RESULT_FIELDS.contains(path[1])
                            && "result".equals(path[2])
                            && "message".equals(path[3])) {
                        dataMessage = reason(dataMessage, field);
                    }
                }
                default -> {
                    // The answer itself, or deep in its result.
                }
            }
        }

        private void seeField(String field, JsonToken token) throws IOException {
            switch (field) {
                case "task_id", "taskId" -> taskId = text();
                case "id" -> id = text();
                case "status" -> status = text();
                case "state" -> state = text();
                case "task_status" -> taskStatus = text();
                case "error" -> error = text();
                case "message", "detail" -> message = text();
                // An empty list says nothing.
                case "data", "result", "output", "response" ->
                    hasResult |=
                            token == JsonToken.START_OBJECT || token == JsonToken.VALUE_STRING || token.isNumeric();
                case "text", "transcription", "segments" -> hasResult |= token != JsonToken.VALUE_NULL;
                case "task", "created_at" -> {
                    // Neither is a result.
                }
                default -> hasUnknown |= token.isStructStart() || token == JsonToken.VALUE_STRING;
            }
        }

        private void seeInner(String outer, String field) throws IOException {
            if (PalatineAnalysisReader.RESULT_FIELDS.contains(outer)) {
                hasResult = true;
                if ("message".equals(field) || "detail".equals(field)) {
                    dataMessage = text();
                }
                return;
            }
            switch (outer) {
                case "task" -> taskId = "id".equals(field) ? text() : taskId;
                case "error" -> error = reason(error, field);
                case "message", "detail" -> message = reason(message, field);
                default -> {
                    // A result, or unknown.
                }
            }
        }

        private String reason(String known, String field) throws IOException {
            return field != null && REASON.contains(field) ? first(known, text()) : known;
        }

        /** The text of a value that is no object and no list. */
        private String text() throws IOException {
            return currentToken().isScalarValue() ? getValueAsString() : null;
        }
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

    /** The ids of the task in the answer, which differ between its generations; each may be {@code null}. */
    String[] ids() {
        return new String[] {taskId, id};
    }

    /** The unchanged answer. */
    String json() {
        return json;
    }

    /** The transcript, or {@code null} if the answer has none that is known. */
    Transcript transcript() {
        return transcript;
    }

    /** The answer about a task whose result is not a transcript. */
    JsonNode tree() {
        return tree;
    }

    /**
     * The status of the task, or {@code null} if the answer has none.
     *
     * @param result makes the result of an answer that says the task is done
     */
    JobStatus toStatus(String askedFor, Function<PalatineAnswer, JobResult> result) {
        String word = first(status, state, taskStatus);
        if (word == null) {
            // The vendor's node for n8n treats a result without a status as done.
            return hasResult ? done(askedFor, result) : null;
        }
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "success", "true", "completed", "done", "finished" -> ended(askedFor, result);
            case "error", "failed", "failure", "canceled", "cancelled" ->
                failed(askedFor, first(error, message, dataMessage));
            // On one page of the vendor, false is a failure and has a message; on another, it is "still working".
            case "false" -> {
                String reason = first(error, dataMessage);
                yield reason == null
                        ? JobStatus.pending(PalatineOperation.SCHEME, askedFor, null)
                        : failed(askedFor, reason);
            }
            // An unknown status must not end a paid job.
            default -> JobStatus.pending(PalatineOperation.SCHEME, askedFor, null);
        };
    }

    /** A result under an unknown name cannot be read. Without any result, it may still follow. */
    private JobStatus ended(String askedFor, Function<PalatineAnswer, JobResult> result) {
        if (hasResult || hasUnknown) {
            return done(askedFor, result);
        }
        return error == null ? null : failed(askedFor, error);
    }

    private JobStatus done(String askedFor, Function<PalatineAnswer, JobResult> result) {
        return JobStatus.done(PalatineOperation.SCHEME, askedFor, json, result.apply(this));
    }

    private static JobStatus failed(String askedFor, String reason) {
        return JobStatus.failed(PalatineOperation.SCHEME, askedFor, PalatineVerdicts.TABLE.ofFailedJob(reason), reason);
    }
}
