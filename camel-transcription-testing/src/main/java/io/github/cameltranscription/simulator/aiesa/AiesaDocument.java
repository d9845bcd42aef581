/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.Variants;

import static io.github.cameltranscription.simulator.transcript.Timestamps.rounded;

/** The JSON that AIESA answers about a job. */
final class AiesaDocument {

    /** The documented examples. */
    private static final String MODEL = "base";

    private static final String ANALYSIS_MODEL = "gpt-oss:20b";

    private static final String CREATED_MESSAGE = "Transcription created. File processing started in background.";
    private static final String PROCESSING = "processing";

    /** The answer to {@code GET /ai/models}, which the documents do not show. */
    static final JsonObject MODELS = new JsonObject()
            .put(
                    "data",
                    new JsonArray()
                            .add(new JsonObject().put("id", ANALYSIS_MODEL).put("name", "GPT-OSS 20B"))
                            .add(new JsonObject().put("id", "gpt-oss:120b").put("name", "GPT-OSS 120B")));

    private final AiesaResultFiles files;
    private final Variants<AiesaVariant> variants;
    private volatile boolean needConfirm = true;
    private volatile AiesaFailureSign failureSign = AiesaFailureSign.FAILED;
    private volatile String resultsPrefix;

    AiesaDocument(AiesaResultFiles files, String resultsPrefix, Variants<AiesaVariant> variants) {
        this.files = files;
        this.variants = variants;
        this.resultsPrefix = resultsPrefix;
    }

    void needConfirm(boolean needed) {
        needConfirm = needed;
    }

    void failureSign(AiesaFailureSign sign) {
        failureSign = Objects.requireNonNull(sign);
    }

    void resultsPrefix(String prefix) {
        resultsPrefix = Objects.requireNonNull(prefix);
    }

    /** The answer to a submission. */
    JsonObject created(AiesaJob job) {
        return new JsonObject()
                .put("transcription_id", job.id())
                .put("status", "pending")
                .put("model", MODEL)
                .put("language", job.parameters().language())
                .put("priority_type", job.parameters().priority().wireName())
                .put("need_confirm", needConfirm)
                .put("message", CREATED_MESSAGE);
    }

    /** The answer to a poll. */
    JsonObject status(AiesaJob job, long now) {
        JsonObject data = data(job, now);
        return new JsonObject().put("data", variants.next() == AiesaVariant.V2 ? ofVersion2(data, job) : data);
    }

    private JsonObject data(AiesaJob job, long now) {
        JobState state = job.state(now);
        boolean completed = state == JobState.SUCCESS;
        AiesaBill bill = job.bill();
        JsonObject data = new JsonObject()
                .put("id", job.id())
                .put("status", word(job, now))
                .put("progress", progress(job, now))
                .put("duration_seconds", rounded(bill.seconds()))
                .put("duration_minutes", bill.minutes())
                .put("minutes_billed", bill.minutesBilled());
        if (completed) {
            data.put("cost", bill.cost());
        }
        return data.put("priority_type", job.parameters().priority().wireName())
                .put("filename", job.fileName())
                .put("file_size", job.fileSize())
                .put("source_type", job.fileSize() == null ? "url" : "upload")
                .put("model", MODEL)
                .put("language", job.parameters().language())
                .put("results", completed ? results(job) : null)
                .put("ai_analysis", completed ? analysis(job) : null)
                .put("error_message", state == JobState.ERROR ? job.error() : null)
                .put("created_at", time(job.createdAt().toEpochMilli()))
                .put("started_at", job.isStarted(now) ? time(job.startedAt()) : null)
                .put("completed_at", completed ? time(job.readyAt()) : null)
                .put("billed_at", completed ? time(job.readyAt()) : null);
    }

    private JsonObject ofVersion2(JsonObject data, AiesaJob job) {
        data.remove("model");
        data.remove("error_message");
        if (job.error() != null && PROCESSING.equals(data.getString("status")) && data.getValue("progress") == null) {
            data.put("status", "failed");
        }
        boolean completed = data.getValue("results") != null;
        return data.put("normalization_enabled", true)
                .put("recognized_speakers", completed ? files.named(job) : new JsonArray());
    }

    private String word(AiesaJob job, long now) {
        return switch (job.state(now)) {
            case PENDING -> job.isStarted(now) ? PROCESSING : "pending";
            case ERROR ->
                switch (failureSign) {
                    case FAILED -> "failed";
                    case ERROR -> "error";
                    case CANCELLED -> "cancelled";
                    case MESSAGE_ALONE -> PROCESSING;
                };
            default -> "completed";
        };
    }

    /** A job that says it has failed keeps what it had reached, so that a client must heed the word. */
    private Integer progress(AiesaJob job, long now) {
        return switch (job.state(now)) {
            case PENDING -> job.progress(now);
            case ERROR -> failureSign == AiesaFailureSign.MESSAGE_ALONE ? null : job.progress(now);
            default -> 100;
        };
    }

    private JsonObject results(AiesaJob job) {
        JsonObject results = new JsonObject();
        for (AiesaResult result : AiesaResult.values()) {
            results.put(result.wireName(), resultsPrefix + new AiesaResultPath(false, job.id(), result).path());
        }
        return results;
    }

    private JsonObject analysis(AiesaJob job) {
        String prompt = job.parameters().prompt();
        return prompt.isBlank()
                ? null
                : new JsonObject()
                        .put("model", ANALYSIS_MODEL)
                        .put("prompt", prompt)
                        .put("text", files.analysis(job));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
