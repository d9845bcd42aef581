/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Locale;
import java.util.Map;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.FormReader;
import io.github.cameltranscription.simulator.http.IgnoredBody;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.TextReader;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.ProviderRecorder;
import io.github.cameltranscription.simulator.provider.ProviderRequestHandler;

/** The way of AIESA's API with requests. */
final class AiesaRequestHandler extends ProviderRequestHandler<AiesaCall> {

    private final AiesaSignatureCheck signatures;
    private final AiesaServerClock clock;
    private final AiesaRefusalCounts refusals;
    private final long largestUpload;
    private final Map<AiesaCall, AiesaOperation> operations;
    private final AiesaJobs jobs;

    AiesaRequestHandler(
            AiesaCredentials credentials,
            AiesaServerClock clock,
            AiesaRefusalCounts refusals,
            long largestUpload,
            Map<AiesaCall, AiesaOperation> operations,
            AiesaJobs jobs,
            FaultPlan faults,
            ProviderRecorder<AiesaCall> recorder,
            AnswerSender sender) {
        super(largestUpload, new AiesaErrors(), faults, recorder, sender);
        signatures = new AiesaSignatureCheck(credentials, clock);
        this.clock = clock;
        this.refusals = refusals;
        this.largestUpload = largestUpload;
        this.operations = operations;
        this.jobs = jobs;
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.headersEndHandler(end -> {
            // A fault may have set its own.
            if (!response.headers().contains(HttpHeaders.DATE)) {
                response.putHeader(HttpHeaders.DATE, clock.date());
            }
        });
        super.handle(request);
    }

    @Override
    protected ProviderExchange<AiesaCall> exchange(HttpServerRequest request) {
        AiesaCall call = AiesaCall.of(request.path());
        return new ProviderExchange<>(request, call, call.jobId(request.path()));
    }

    @Override
    protected Refusal refusalByAuthorization(HttpServerRequest request) {
        Refusal refusal = signatures.refusal(request);
        if (refusal != null) {
            refusals.countSignature();
        }
        return refusal;
    }

    @Override
    protected Refusal tooLarge() {
        return Refusal.of(413, "File is too large");
    }

    @Override
    protected BodyReader bodyReader(ProviderExchange<AiesaCall> exchange) {
        String contentType = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return switch (exchange.call()) {
            case SUBMIT -> new FormReader(contentType, largestUpload);
            case CALCULATE ->
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(Answer.JSON)
                        ? new TextReader()
                        : new IgnoredBody(Refusal.of(415, "The body must be " + Answer.JSON));
            default -> new IgnoredBody(null);
        };
    }

    @Override
    protected String fileName(String jobId) {
        return jobs.fileName(jobId);
    }

    @Override
    protected Answer answer(ProviderExchange<AiesaCall> exchange) {
        return operations.get(exchange.call()).answer(exchange);
    }
}
