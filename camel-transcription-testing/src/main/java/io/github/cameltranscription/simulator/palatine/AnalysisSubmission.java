/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Upload;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code summarize_file} and {@code analyze_file}. */
final class AnalysisSubmission implements PalatineOperation {

    private final PalatineTasks tasks;
    private final PalatineTask.Kind kind;

    AnalysisSubmission(PalatineTasks tasks, PalatineTask.Kind kind) {
        this.tasks = tasks;
        this.kind = kind;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        SummaryRequest summary =
                kind == PalatineTask.Kind.SUMMARY ? SummaryRequest.of(exchange::parameter, null) : null;
        Upload upload = exchange.upload().requireAudioFile();
        PalatineTask task = tasks.create(kind, exchange.fileName(), upload.audio(), null, summary);
        return TaskSubmission.scheduled(tasks, exchange, task);
    }
}
