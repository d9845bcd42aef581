/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

/** {@code task_status} of summaries and of sentiment analyses, as the vendor's public documentation shows them. */
final class AnalysisStatus implements PalatineOperation {

    private static final int NO_SPEAKERS = 0;

    private final PalatineTasks tasks;
    private final TranscriptWriter transcripts;
    private final PalatineTask.Kind kind;

    AnalysisStatus(PalatineTasks tasks, TranscriptWriter transcripts, PalatineTask.Kind kind) {
        this.tasks = tasks;
        this.transcripts = transcripts;
        this.kind = kind;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        PalatineTask task = tasks.require(exchange.jobId(), kind);
        task.countStatusPoll();
        JobState state = task.state(tasks.now());
        PalatineVariant variant = tasks.shapes().next();
        if (state == JobState.PENDING) {
            return variant == PalatineVariant.DOCUMENTED
                    ? Answer.json(task.pendingStatus())
                    : Answer.json(tasks.shapes().status(variant, task, "pending", null, null));
        }
        if (state == JobState.ERROR) {
            return Answer.json(tasks.shapes().status(variant, task, "error", null, task.error()));
        }
        exchange.fetches(task::markFetched);
        JsonObject data = kind == PalatineTask.Kind.SUMMARY ? summary(task, variant) : sentiment();
        return Answer.json(tasks.shapes().status(variant, task, "success", data, null));
    }

    private JsonObject summary(PalatineTask task, PalatineVariant variant) {
        String given = task.summary().text();
        String said = given != null
                ? given
                : transcripts.write(task.fileName(), task.audio(), NO_SPEAKERS).text();
        return task.summary().write(said, variant == PalatineVariant.NEWEST);
    }

    /** The five classes of the public documentation, the most likely first. */
    private static JsonObject sentiment() {
        return new JsonObject()
                .put(
                        "sentiment",
                        new JsonArray()
                                .add(likely("Neutral", 0.61))
                                .add(likely("Positive", 0.24))
                                .add(likely("Negative", 0.09))
                                .add(likely("Very Positive", 0.04))
                                .add(likely("Very Negative", 0.02)));
    }

    private static JsonObject likely(String label, double score) {
        return new JsonObject().put("label", label).put("score", score);
    }
}
