/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.buffer.Buffer;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.transcript.SimulatedTranscript;
import io.github.cameltranscription.simulator.transcript.SubtitleFormat;
import io.github.cameltranscription.simulator.transcript.TranscriptTable;
import io.github.cameltranscription.simulator.transcript.TranscriptWriter;

/** {@code download_as_file}. */
final class TranscriptDownload implements PalatineOperation {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final PalatineTasks tasks;
    private final TranscriptWriter transcripts;

    TranscriptDownload(PalatineTasks tasks, TranscriptWriter transcripts) {
        this.tasks = tasks;
        this.transcripts = transcripts;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
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
            throw Refusal.of(409, "Task is still processing");
        }
        if (state == JobState.ERROR) {
            // Silent in the documents; of the documented codes this is the one that ends a client's waiting.
            throw Refusal.of(404, "Task has no result: " + task.error());
        }
        exchange.fetches(task::markFetched);
        SimulatedTranscript transcript = transcripts.write(
                task.fileName(), task.audio(), task.parameters().speakers());
        return file(transcript, format, "words".equals(exportType))
                .withHeader("Content-Disposition", "attachment; filename=\"transcription." + format + "\"");
    }

    private static Answer file(SimulatedTranscript transcript, String format, boolean words) {
        SubtitleFormat subtitles = SubtitleFormat.of(format);
        if (subtitles != null) {
            return Answer.of(subtitles.contentType(), Buffer.buffer(subtitles.render(transcript)));
        }
        if (format.equals("txt")) {
            return Answer.of("text/plain; charset=utf-8", Buffer.buffer(transcript.text()));
        }
        TranscriptTable table = words ? TranscriptTable.ofWords(transcript) : TranscriptTable.ofSegments(transcript);
        return format.equals("csv")
                ? Answer.of("text/csv; charset=utf-8", Buffer.buffer(table.toCsv()))
                : Answer.of(XLSX, Buffer.buffer(table.toXlsx()));
    }
}
