/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Upload;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code do_transcribe} and {@code do_diarize}. */
final class TaskSubmission implements PalatineOperation {

    private final PalatineTasks tasks;
    private final PalatineTask.Kind kind;

    TaskSubmission(PalatineTasks tasks, PalatineTask.Kind kind) {
        this.tasks = tasks;
        this.kind = kind;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        PalatineParameters parameters = kind == PalatineTask.Kind.TRANSCRIPTION
                ? PalatineParameters.ofTranscription(exchange::parameter, name -> callAnalysis(exchange, name), false)
                : PalatineParameters.ofDiarization(exchange::parameter);
        Upload upload = exchange.upload().requireAudioFile();
        return scheduled(tasks, exchange, kind, upload.audio(), parameters);
    }

    /** A field of the form wins over the query; of all other parameters a field counts for nothing. */
    private static String callAnalysis(ProviderExchange<PalatineCall> exchange, String name) {
        String field = exchange.upload().fields().get(name);
        return field == null ? exchange.parameter(name) : field;
    }

    static Answer scheduled(
            PalatineTasks tasks,
            ProviderExchange<PalatineCall> exchange,
            PalatineTask.Kind kind,
            AudioAnalysis audio,
            PalatineParameters parameters) {
        return scheduled(tasks, exchange, tasks.create(kind, exchange.fileName(), audio, parameters));
    }

    static Answer scheduled(PalatineTasks tasks, ProviderExchange<PalatineCall> exchange, PalatineTask task) {
        exchange.made(task.id());
        return Answer.json(tasks.shapes().scheduled(task.id()));
    }
}
