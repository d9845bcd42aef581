/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.transcript.Analysis;
import io.github.cameltranscription.transcript.LenientJson;
import io.github.cameltranscription.transcript.Speaker;
import io.github.cameltranscription.transcript.TranscriptReader;

/**
 * AIESA's answers to a submission and a poll (aiesa.ru.txt), read as a stream. The members about a job are in
 * {@code data}, or in the answer itself if it has no {@code data}.
 */
final class AiesaAnswer {

    private static final String COMPLETED = "completed";

    private final String json;
    private final Map<String, String> links = new LinkedHashMap<>();
    private String id;
    private String status;
    private Integer progress;
    private Double durationSeconds;
    private Integer minutesBilled;
    private Double cost;
    private String priority;
    private String language;
    private Boolean needConfirm;
    private Analysis analysis;
    private String errorMessage;
    private String otherReason;
    private Map<String, Speaker> speakers = Map.of();
    private final Map<String, Object> details = new LinkedHashMap<>();
    private boolean hasData;

    private AiesaAnswer(String json) {
        this.json = json;
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not a JSON object
     */
    static AiesaAnswer read(String json) throws IOException {
        AiesaAnswer answer = new AiesaAnswer(json);
        LenientJson.readFields(json, answer::readEnvelope);
        return answer;
    }

    /** The members beside {@code data}, such as {@code status}, are about the request, not about the job. */
    private void readEnvelope(JsonParser parser, String field) throws IOException {
        if (field.equals("data") && parser.hasToken(JsonToken.START_OBJECT)) {
            hasData = true;
            details.clear();
            LenientJson.readFields(parser, this::readField);
        } else if (hasData) {
            parser.skipChildren();
        } else {
            readField(parser, field);
        }
    }

    private void readField(JsonParser parser, String field) throws IOException {
        switch (field) {
            case "results" -> LenientJson.readFields(parser, this::readLink);
            case "ai_analysis" -> analysis = readAnalysis(parser);
            // Documented for v2 (the vendor's API reference).
            case "recognized_speakers" -> speakers = TranscriptReader.readSpeakerList(parser);
            case "error", "message" -> otherReason = keep(field, LenientJson.text(parser));
            case "id", "transcription_id" -> id = keep(field, LenientJson.strippedText(parser));
            case "status" -> status = keep(field, LenientJson.strippedText(parser));
            case "progress" -> progress = percent(keep(field, LenientJson.number(parser)));
            case "duration_seconds" -> durationSeconds = possible(keep(field, LenientJson.number(parser)));
            case "minutes_billed" -> minutesBilled = whole(keep(field, LenientJson.number(parser)));
            case "cost" -> cost = keep(field, LenientJson.number(parser));
            case "priority_type" -> priority = keep(field, LenientJson.text(parser));
            case "language" -> language = keep(field, LenientJson.text(parser));
            case "need_confirm" -> needConfirm = keep(field, truth(LenientJson.text(parser)));
            case "error_message" -> errorMessage = keep(field, LenientJson.text(parser));
            default -> keep(field, LenientJson.value(parser));
        }
    }

    /** Keeps every member for the header {@code CamelAiesaDetails}. */
    private <T> T keep(String field, T value) {
        if (value != null) {
            details.put(field, value);
        }
        return value;
    }

    /** Documented as an object; a plain text is used as its text. */
    private static Analysis readAnalysis(JsonParser parser) throws IOException {
        return parser.hasToken(JsonToken.VALUE_STRING)
                ? new Analysis(null, null, parser.getText())
                : TranscriptReader.readAnalysis(parser);
    }

    private void readLink(JsonParser parser, String name) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            links.put(name, parser.getText().strip());
        } else {
            parser.skipChildren();
        }
    }

    private static Integer percent(Double number) {
        return number == null ? null : (int) Math.max(0, Math.min(100, number));
    }

    private static Double possible(Double seconds) {
        return LenientJson.duration(seconds) == null ? null : seconds;
    }

    private static Integer whole(Double number) {
        return number == null || !(number >= 0 && number <= Integer.MAX_VALUE) ? null : (int) Math.ceil(number);
    }

    private static Boolean truth(String text) {
        return text == null ? null : Boolean.valueOf(text);
    }

    /** The job's id, or {@code null}. */
    String id() {
        return OutsideText.identifier(id);
    }

    /** The accepted submission, or {@code null} if the answer has no id. */
    Submission toSubmission() {
        String jobId = id();
        return jobId == null ? null : new Submission(jobId, attributes());
    }

    /** The status, or {@code null} if the answer has none. */
    JobStatus toStatus(String askedFor) {
        if (status == null && errorMessage == null) {
            return null;
        }
        String word = status == null ? "" : status.toLowerCase(Locale.ROOT);
        JobStatus result;
        // An error_message beside a result is a warning.
        if (word.equals(COMPLETED) && !links.isEmpty()) {
            result = JobStatus.done(AiesaOperation.SCHEME, askedFor, json, this);
        } else if (isFailure(word)) {
            result = JobStatus.failed(
                    AiesaOperation.SCHEME, askedFor, AiesaVerdicts.TABLE.ofFailedJob(reason()), reason());
        } else {
            // A completed job without results, and a job with an unknown status word: neither must end a paid job.
            result = JobStatus.pending(AiesaOperation.SCHEME, askedFor, progress);
        }
        return result.withAttributes(attributes());
    }

    /**
     * The documentation has no word for a failure, only {@code error_message}, which beside progress is a warning. The
     * words are those that clients in use read as failures (public); v2 has no {@code error_message}.
     */
    private boolean isFailure(String word) {
        boolean explained = errorMessage != null && !errorMessage.isBlank();
        boolean stopped = progress == null || progress == 0 || word.equals(COMPLETED);
        return switch (word) {
            case "failed", "error", "cancelled", "canceled" -> true;
            default -> explained && stopped;
        };
    }

    private String reason() {
        if (errorMessage != null && !errorMessage.isBlank()) {
            return errorMessage;
        }
        return otherReason == null
                        && status != null
                        && status.toLowerCase(Locale.ROOT).startsWith("cancel")
                ? "the job was cancelled at AIESA"
                : otherReason;
    }

    /** The members about the job beside its result, by message header name, in a map of its own. */
    Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        put(attributes, AiesaConstants.COST, cost);
        put(attributes, AiesaConstants.MINUTES_BILLED, minutesBilled);
        put(attributes, AiesaConstants.PRIORITY, priority);
        put(attributes, AiesaConstants.NEED_CONFIRM, needConfirm);
        put(attributes, AiesaConstants.ANALYSIS, analysis == null ? null : analysis.text());
        put(attributes, AiesaConstants.DETAILS, details.isEmpty() ? null : Collections.unmodifiableMap(details));
        return attributes;
    }

    /** As {@link #attributes}, with the language and the length, which only a transcript has itself. */
    Map<String, Object> resultAttributes() {
        Map<String, Object> attributes = attributes();
        put(attributes, AiesaConstants.LANGUAGE, language);
        put(attributes, AiesaConstants.DURATION, durationSeconds);
        return attributes;
    }

    private static void put(Map<String, Object> attributes, String name, Object value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /** The links to the results, by their names; empty while there are none. */
    Map<String, String> links() {
        return links;
    }

    /** The length of the recording in seconds, or {@code null}. */
    Double durationSeconds() {
        return durationSeconds;
    }

    /** The language, or {@code null}. */
    String language() {
        return language;
    }

    /** The known speakers, by their labels. */
    Map<String, Speaker> speakers() {
        return speakers;
    }

    /** The answer of the language model, or {@code null}. */
    Analysis analysis() {
        return analysis;
    }
}
