/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.TextReader;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.ProviderRequestHandler;

/** Answers the requests to AIESA's API. */
final class AiesaRequestHandler extends ProviderRequestHandler<AiesaCall> {

    private final AiesaSignatureCheck signatures;
    private final AiesaJobs jobs;
    private final AiesaDocument documents;
    private final AiesaCalculation calculation;
    private final AiesaSubmission submission;
    private final AiesaRequests requests;

    AiesaRequestHandler(
            AiesaSignatureCheck signatures,
            JobSettings settings,
            AiesaDocument documents,
            AiesaCalculation calculation,
            AiesaFaults faults,
            AiesaRequests requests,
            AnswerSender sender) {
        super(settings.largestUpload(), AiesaCall::of, faults.jobs(), faults, requests, sender);
        this.signatures = signatures;
        jobs = faults.jobs();
        this.documents = documents;
        this.calculation = calculation;
        this.requests = requests;
        submission = new AiesaSubmission(jobs, documents, settings.linkedAudio());
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.headersEndHandler(end -> {
            // A fault may have set its own.
            if (!response.headers().contains(HttpHeaders.DATE)) {
                response.putHeader(HttpHeaders.DATE, signatures.date());
            }
        });
        super.handle(request);
    }

    @Override
    protected Refusal refusalByAuthorization(HttpServerRequest request) {
        Refusal refusal = signatures.refusal(request);
        if (refusal != null) {
            requests.countRefusedSignature();
        }
        return refusal;
    }

    @Override
    protected BodyReader bodyReader(ProviderExchange<AiesaCall> exchange) {
        return switch (exchange.call()) {
            case SUBMIT -> formReader(exchange);
            case CALCULATE ->
                exchange.isJson()
                        ? new TextReader()
                        : BodyReader.ignoring(Refusal.of(415, "The body must be " + Answer.JSON));
            default -> BodyReader.ignoring(null);
        };
    }

    @Override
    protected Answer answer(ProviderExchange<AiesaCall> exchange) {
        return switch (exchange.call()) {
            case CALCULATE -> calculation.answer(exchange);
            case SUBMIT -> submission.answer(exchange);
            case STATUS -> status(exchange);
            case MODELS -> Answer.json(AiesaDocument.MODELS);
            case RESULT, UNKNOWN -> throw new IllegalArgumentException("Not a call of the API");
        };
    }

    private Answer status(ProviderExchange<AiesaCall> exchange) {
        AiesaJob job = jobs.require(exchange.jobId());
        job.countStatusPoll();
        return Answer.json(documents.status(job, jobs.now()));
    }
}
