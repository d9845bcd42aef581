/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.transcript.LenientJson;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.TranscriptReader;

/**
 * Shopot's answers about a job, and its callbacks (shopot-create.ru.txt, shopot-reference.ru.txt), read as a stream;
 * unknown fields are ignored. Both generations of status fields are supported.
 */
final class ShopotAnswer {

    /** For untrusted input: limits strings to the size of a header. */
    private static final JsonFactory SHORT_STRINGS = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(8 * 1024).build())
            .build();

    private static final String COMPLETED = "COMPLETED";

    private final String json;
    private String id;
    private String status;
    private String transcriptionStatus;
    private String summaryStatus;
    private String summary;
    private String error;
    private Double balanceMinutes;
    private boolean hasOutput;
    private Transcript output;

    private ShopotAnswer(String json) {
        this.json = json;
    }

    /**
     * Reads an answer, its transcript included.
     *
     * @throws IOException if it is not a JSON object
     */
    static ShopotAnswer read(String json) throws IOException {
        return read(json, true);
    }

    /**
     * Reads an answer without its transcript.
     *
     * @throws IOException if it is not a JSON object
     */
    static ShopotAnswer readWithoutOutput(String json) throws IOException {
        return read(json, false);
    }

    /** The result in the answer, or {@code null} if it has none that is known. */
    private JobResult result(String jobId, ShopotSpeakers speakers) {
        if (output == null) {
            return null;
        }
        Transcript transcript = speakers.named(output)
                .withJob(ShopotOperation.SCHEME, jobId)
                .withFindings(summary, output.analysis())
                .withRaw(json);
        return new JobResult(transcript, attributes());
    }

    /** The {@code callback_id} in a body; {@code null} if the body is not JSON, or the id is missing or too long. */
    static String readCallbackId(byte[] json) {
        String[] found = new String[1];
        try (JsonParser parser = SHORT_STRINGS.createParser(json)) {
            parser.nextToken();
            LenientJson.readFields(parser, (field, name) -> {
                if (name.equals("callback_id")) {
                    found[0] = LenientJson.text(field);
                } else {
                    field.skipChildren();
                }
            });
        } catch (IOException malformed) {
            return null;
        }
        return found[0];
    }

    private static ShopotAnswer read(String json, boolean withOutput) throws IOException {
        ShopotAnswer answer = new ShopotAnswer(json);
        LenientJson.readFields(json, (parser, field) -> answer.readField(parser, field, withOutput));
        return answer;
    }

    private void readField(JsonParser parser, String field, boolean withOutput) throws IOException {
        switch (field) {
            case "id" -> id = LenientJson.text(parser);
            case "status" -> status = LenientJson.text(parser);
            case "transcription_status" -> transcriptionStatus = LenientJson.text(parser);
            case "summary_status" -> summaryStatus = LenientJson.text(parser);
            case "summary" -> summary = LenientJson.text(parser);
            // The reference says "FAILED, with the text of the error", and not in which field.
            case "error", "error_message", "message", "detail" -> error = firstOf(error, LenientJson.text(parser));
            case "balance_minutes" -> balanceMinutes = LenientJson.number(parser);
            case "output" -> readOutput(parser, withOutput);
            default -> parser.skipChildren();
        }
    }

    private void readOutput(JsonParser parser, boolean withOutput) throws IOException {
        hasOutput = parser.hasToken(JsonToken.START_OBJECT)
                || parser.hasToken(JsonToken.START_ARRAY)
                || parser.hasToken(JsonToken.VALUE_STRING);
        if (hasOutput && withOutput) {
            output = parser.hasToken(JsonToken.VALUE_STRING)
                    ? readText(parser.getText())
                    : TranscriptReader.readValue(parser);
        } else {
            parser.skipChildren();
        }
    }

    /** In the reference, the output is a string, and has fields: it may be JSON in a string. */
    private static Transcript readText(String text) throws IOException {
        String stripped = text.strip();
        if (stripped.startsWith("{") || stripped.startsWith("[{")) {
            try (JsonParser nested = LenientJson.parser(stripped)) {
                nested.nextToken();
                return TranscriptReader.readValue(nested);
            } catch (IOException proseAfterAll) {
                return plain(text);
            }
        }
        return plain(text);
    }

    private static Transcript plain(String text) {
        return new Transcript(null, null, null, null, text.strip(), null, null, null, null);
    }

    private static String firstOf(String first, String other) {
        return first == null ? other : first;
    }

    /** The job's id, or {@code null}. */
    String id() {
        return OutsideText.identifier(id);
    }

    /**
     * The status, or {@code null} if the answer has none.
     *
     * @param speakers names the speakers
     */
    JobStatus toStatus(String askedFor, ShopotSpeakers speakers) {
        JobState state = state();
        if (state == null) {
            return null;
        }
        return switch (state) {
            case DONE ->
                JobStatus.done(ShopotOperation.SCHEME, askedFor, json, result(askedFor, speakers))
                        .withAttributes(attributes());
            case PENDING ->
                JobStatus.pending(ShopotOperation.SCHEME, askedFor, null).withAttributes(attributes());
            case FAILED -> failed(askedFor);
        };
    }

    private JobState state() {
        String newer = word(transcriptionStatus);
        String older = word(status);
        if (newer == null && older == null) {
            return null;
        }
        if ("FAILED".equals(newer) || newer == null && "FAILED".equals(older)) {
            return JobState.FAILED;
        }
        // An unknown word must not end a paid job.
        if (!isReady(newer) && !isReady(older) || isSummaryAwaited()) {
            return JobState.PENDING;
        }
        return hasOutput ? JobState.DONE : null;
    }

    /** The transcript is there whether the callback has been sent, has failed or is still to be sent. */
    private static boolean isReady(String word) {
        return word != null
                && switch (word) {
                    case "TRANSCRIBED", COMPLETED, "WEBHOOK_DELIVERED", "WEBHOOK_FAILED" -> true;
                    default -> false;
                };
    }

    private boolean isSummaryAwaited() {
        String word = word(summaryStatus);
        return "PENDING".equals(word) || "IN_PROGRESS".equals(word);
    }

    /** The status word without the reason that may follow a colon. */
    private static String word(String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        int colon = value.indexOf(':');
        return (colon < 0 ? value : value.substring(0, colon)).strip().toUpperCase(Locale.ROOT);
    }

    private String reason() {
        String shown = firstOf(transcriptionStatus, status);
        int colon = shown == null ? -1 : shown.indexOf(':');
        return error == null && colon >= 0 ? shown.substring(colon + 1).strip() : error;
    }

    private JobStatus failed(String jobId) {
        return JobStatus.failed(ShopotOperation.SCHEME, jobId, ShopotVerdicts.TABLE.ofFailedJob(reason()), reason())
                .withAttributes(attributes());
    }

    /**
     * The outcome of the job in a callback, or {@code null} if it has none. A result counts whatever the status is: the
     * callback may have been written before the status changed.
     *
     * @param speakers names the speakers
     */
    JobStatus toOutcome(ShopotSpeakers speakers) {
        if (hasOutput) {
            return JobStatus.done(ShopotOperation.SCHEME, id(), json, result(id(), speakers))
                    .withAttributes(attributes());
        }
        return state() == JobState.FAILED || error != null ? failed(id()) : null;
    }

    private Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        put(attributes, ShopotConstants.BALANCE_MINUTES, balanceMinutes);
        put(attributes, ShopotConstants.SUMMARY_STATUS, summaryStatus);
        put(attributes, ShopotConstants.SUMMARY, summary);
        return attributes;
    }

    private static void put(Map<String, Object> attributes, String name, Object value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /** The callbacks of a job differ in this key: the result, the failure, and the result with its summary. */
    String outcomeKey() {
        return id() + "/" + (hasOutput ? "output" : "failed") + "/" + firstOf(word(summaryStatus), "");
    }
}
