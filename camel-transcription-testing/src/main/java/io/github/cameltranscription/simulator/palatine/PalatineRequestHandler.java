/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.Map;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.http.FormReader;
import io.github.cameltranscription.simulator.http.IgnoredBody;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.TextReader;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.ProviderRecorder;
import io.github.cameltranscription.simulator.provider.ProviderRequestHandler;

/** Palatine's way with requests. */
final class PalatineRequestHandler extends ProviderRequestHandler<PalatineCall> {

    private final String authorization;
    private final long largestUpload;
    private final Map<PalatineCall, PalatineOperation> operations;
    private final PalatineTasks tasks;

    PalatineRequestHandler(
            String apiKey,
            long largestUpload,
            Map<PalatineCall, PalatineOperation> operations,
            PalatineTasks tasks,
            FaultPlan faults,
            ProviderRecorder<PalatineCall> recorder,
            AnswerSender sender) {
        super(largestUpload, ErrorFormat.DETAIL, faults, recorder, sender);
        authorization = "Bearer " + apiKey;
        this.largestUpload = largestUpload;
        this.operations = operations;
        this.tasks = tasks;
    }

    @Override
    protected ProviderExchange<PalatineCall> exchange(HttpServerRequest request) {
        PalatineCall call = PalatineCall.of(request.path());
        return new ProviderExchange<>(request, call, call.taskId(request.path()));
    }

    @Override
    protected Refusal refusalByAuthorization(HttpServerRequest request) {
        return authorization.equals(request.getHeader(HttpHeaders.AUTHORIZATION))
                ? null
                : Refusal.of(401, "Invalid or missing token");
    }

    @Override
    protected Refusal tooLarge() {
        return Refusal.of(413, "File is too large");
    }

    @Override
    protected BodyReader bodyReader(ProviderExchange<PalatineCall> exchange) {
        return switch (exchange.call()) {
            case SUBMIT, DIARIZATION_SUBMIT, SUMMARIZE, SENTIMENT, OPENAI_TRANSCRIPTION ->
                new FormReader(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE), largestUpload);
            case SUBMIT_BY_URL, DIARIZATION_SUBMIT_BY_URL, SUMMARIZE_TEXT, PROFANITY -> new TextReader();
            default -> new IgnoredBody(null);
        };
    }

    @Override
    protected String fileName(String jobId) {
        return tasks.fileName(jobId);
    }

    @Override
    protected Answer answer(ProviderExchange<PalatineCall> exchange) {
        return operations.get(exchange.call()).answer(exchange);
    }
}
