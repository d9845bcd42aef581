/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;
import io.github.cameltranscription.simulator.transcript.SubtitleFormat;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

/** {@code task_status} of transcriptions and of diarizations. */
final class TaskStatus implements PalatineOperation {

    private final PalatineTasks tasks;
    private final TranscriptWriter transcripts;
    private final PalatineTask.Kind kind;

    TaskStatus(PalatineTasks tasks, TranscriptWriter transcripts, PalatineTask.Kind kind) {
        this.tasks = tasks;
        this.transcripts = transcripts;
        this.kind = kind;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        SubtitleFormat format =
                kind == PalatineTask.Kind.TRANSCRIPTION ? subtitleFormat(exchange.parameter("response_format")) : null;
        boolean merged = kind == PalatineTask.Kind.DIARIZATION
                && PalatineParameters.flag(exchange.parameter("merge_segments"), "merge_segments", false);
        PalatineTask task = tasks.require(exchange.jobId(), kind);
        task.countStatusPoll();
        JobState state = task.state(tasks.now());
        PalatineVariant variant = tasks.shapes().next();
        if (state == JobState.PENDING) {
            // Silent in the documents: what an unfinished SRT looks like. "Still processing" is the documented 409.
            if (format != null) {
                throw Refusal.of(409, "Task is still processing");
            }
            return variant == PalatineVariant.DOCUMENTED
                    ? Answer.json(task.pendingStatus())
                    : Answer.json(tasks.shapes().status(variant, task, "pending", null, null));
        }
        if (state == JobState.ERROR) {
            return Answer.json(tasks.shapes().status(variant, task, "error", null, task.error()));
        }
        exchange.fetches(task::markFetched);
        SimulatedTranscript transcript = transcripts.write(
                task.fileName(), task.audio(), task.parameters().speakers());
        if (format != null) {
            return Answer.of(format.contentType(), Buffer.buffer(format.render(transcript)));
        }
        JsonObject data = kind == PalatineTask.Kind.TRANSCRIPTION
                ? PalatineStatusDocument.transcriptData(transcript, task.parameters())
                : PalatineStatusDocument.diarizationData(transcript, merged);
        return Answer.json(tasks.shapes().status(variant, task, "success", data, null));
    }

    /** Null for JSON. */
    private static SubtitleFormat subtitleFormat(String responseFormat) {
        if (responseFormat == null || responseFormat.equals("json")) {
            return null;
        }
        SubtitleFormat format = SubtitleFormat.of(responseFormat);
        if (format == null) {
            throw Refusal.invalid("query", "response_format", "Input should be 'json', 'srt' or 'vtt'");
        }
        return format;
    }
}
