/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

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
import io.github.cameltranscription.simulator.provider.Variants;

/** Shopot's way with requests. */
final class ShopotRequestHandler extends ProviderRequestHandler<ShopotCall> {

    private static final String SCHEME = "Bearer ";

    private final String apiKey;
    private final long largestUpload;
    private final Map<ShopotCall, ShopotOperation> operations;
    private final ShopotJobs jobs;
    private final Variants<ShopotVariant> variants;

    ShopotRequestHandler(
            String apiKey,
            Variants<ShopotVariant> variants,
            long largestUpload,
            Map<ShopotCall, ShopotOperation> operations,
            ShopotJobs jobs,
            FaultPlan faults,
            ProviderRecorder<ShopotCall> recorder,
            AnswerSender sender) {
        super(largestUpload, ErrorFormat.DETAIL, faults, recorder, sender);
        this.apiKey = apiKey;
        this.largestUpload = largestUpload;
        this.operations = operations;
        this.jobs = jobs;
        this.variants = variants;
    }

    @Override
    protected ProviderExchange<ShopotCall> exchange(HttpServerRequest request) {
        ShopotCall call = ShopotCall.of(request.path());
        return new ProviderExchange<>(request, call, call.jobId(request.path()));
    }

    @Override
    protected Refusal refusalByAuthorization(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            return Refusal.of(403, "Forbidden: Invalid API key format");
        }
        return authorization.substring(SCHEME.length()).equals(apiKey)
                ? null
                : Refusal.of(
                        403,
                        variants.next() == ShopotVariant.PUBLIC
                                ? "Invalid SaaS API key"
                                : "Forbidden: Invalid API key");
    }

    @Override
    protected Refusal tooLarge() {
        return ShopotSubmission.tooLarge();
    }

    @Override
    protected BodyReader bodyReader(ProviderExchange<ShopotCall> exchange) {
        if (exchange.call() != ShopotCall.SUBMIT) {
            return new IgnoredBody(null);
        }
        String contentType = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType == null) {
            return new IgnoredBody(Refusal.of(400, "File or URL required"));
        }
        return ShopotSubmission.isJson(exchange) ? new TextReader() : new FormReader(contentType, largestUpload);
    }

    @Override
    protected String fileName(String jobId) {
        return jobs.fileName(jobId);
    }

    @Override
    protected Answer answer(ProviderExchange<ShopotCall> exchange) {
        return operations.get(exchange.call()).answer(exchange);
    }
}
