/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;
import io.github.cameltranscription.simulator.transcript.SubtitleFormat;
import io.github.cameltranscription.simulator.transcript.TranscriptTable;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

/** The calls that ask for tasks and their results. */
final class PalatineResults {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int NO_SPEAKERS = 0;

    private final PalatineTasks tasks;
    private final TranscriptWriter transcripts;

    PalatineResults(PalatineTasks tasks, TranscriptWriter transcripts) {
        this.tasks = tasks;
        this.transcripts = transcripts;
    }

    /** {@code task_status} of every kind of job. */
    Answer status(ProviderExchange<PalatineCall> exchange) {
        PalatineTask.Kind kind = exchange.call().kind();
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
                throw PalatineTasks.stillProcessing();
            }
            return variant == PalatineVariant.DOCUMENTED
                    ? Answer.json(task.pendingStatus())
                    : Answer.json(tasks.shapes().status(variant, task, "pending", null, null));
        }
        if (state == JobState.ERROR) {
            return Answer.json(tasks.shapes().status(variant, task, "error", null, task.error()));
        }
        exchange.fetches(task::markFetched);
        if (format != null) {
            return subtitles(format, transcript(task));
        }
        JsonObject data =
                switch (kind) {
                    case TRANSCRIPTION -> PalatineStatusDocument.transcriptData(transcript(task), task.parameters());
                    case DIARIZATION -> PalatineStatusDocument.diarizationData(transcript(task), merged);
                    case SUMMARY -> summary(task, variant);
                    case SENTIMENT -> sentiment();
                };
        return Answer.json(tasks.shapes().status(variant, task, "success", data, null));
    }

    private SimulatedTranscript transcript(PalatineTask task) {
        return transcripts.write(
                task.fileName(), task.audio(), task.parameters().speakers());
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

    /** {@code download_as_file}. */
    Answer download(ProviderExchange<PalatineCall> exchange) {
        String format = exchange.parameter("file_format");
        if (format == null || !format.matches("srt|vtt|txt|csv|xlsx")) {
            throw Refusal.invalid("query", "file_format", "Input should be 'srt', 'vtt', 'txt', 'csv' or 'xlsx'");
        }
        String exportType = exchange.parameter("export_type");
        if (exportType != null && !exportType.matches("segments|words")) {
            throw Refusal.invalid("query", "export_type", "Input should be 'segments' or 'words'");
        }
        PalatineTask task = tasks.require(exchange.jobId(), PalatineTask.Kind.TRANSCRIPTION);
        JobState state = task.state(tasks.now());
        if (state == JobState.PENDING) {
            throw PalatineTasks.stillProcessing();
        }
        if (state == JobState.ERROR) {
            // Silent in the documents; of the documented codes this is the one that ends a client's waiting.
            throw Refusal.of(404, "Task has no result: " + task.error());
        }
        exchange.fetches(task::markFetched);
        return file(transcript(task), format, "words".equals(exportType))
                .withHeader("Content-Disposition", "attachment; filename=\"transcription." + format + "\"");
    }

    private static Answer file(SimulatedTranscript transcript, String format, boolean words) {
        return switch (format) {
            case "txt" -> Answer.of("text/plain; charset=utf-8", Buffer.buffer(transcript.text()));
            case "csv" -> Answer.of("text/csv; charset=utf-8", Buffer.buffer(TranscriptTable.csv(transcript, words)));
            case "xlsx" -> Answer.of(XLSX, Buffer.buffer(TranscriptTable.xlsx(transcript, words)));
            default -> subtitles(SubtitleFormat.of(format), transcript);
        };
    }

    static Answer subtitles(SubtitleFormat format, SimulatedTranscript transcript) {
        return Answer.of(format.contentType(), Buffer.buffer(format.render(transcript)));
    }
}
