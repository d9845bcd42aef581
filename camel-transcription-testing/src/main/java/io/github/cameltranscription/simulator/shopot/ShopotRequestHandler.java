/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.TextReader;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.ProviderRequestHandler;
import io.github.cameltranscription.simulator.provider.Variants;

/** Answers the requests to Shopot's API. */
final class ShopotRequestHandler extends ProviderRequestHandler<ShopotCall> {

    private static final String SCHEME = "Bearer ";

    /** What a form needs beside the file. */
    private static final long FORM_ALLOWANCE = 1024 * 1024;

    private final String apiKey;
    private final Variants<ShopotVariant> variants;
    private final ShopotSubmission submission;
    private final ShopotDocument documents;
    private final ShopotJobs jobs;

    ShopotRequestHandler(
            String apiKey,
            long largestUpload,
            Variants<ShopotVariant> variants,
            ShopotSubmission submission,
            ShopotDocument documents,
            ShopotFaults faults,
            ShopotRequests requests,
            AnswerSender sender) {
        super(
                Math.min(largestUpload, ShopotSubmission.LARGEST_FILE + FORM_ALLOWANCE),
                ShopotCall::of,
                faults.jobs(),
                faults,
                requests,
                sender);
        this.apiKey = apiKey;
        this.variants = variants;
        this.submission = submission;
        this.documents = documents;
        jobs = faults.jobs();
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
            return BodyReader.ignoring(null);
        }
        if (exchange.request().getHeader(HttpHeaders.CONTENT_TYPE) == null) {
            return BodyReader.ignoring(ShopotSubmission.NOTHING_SENT);
        }
        return exchange.isJson() ? new TextReader() : formReader(exchange);
    }

    @Override
    protected Answer answer(ProviderExchange<ShopotCall> exchange) {
        return exchange.call() == ShopotCall.SUBMIT ? submission.answer(exchange) : result(exchange);
    }

    /** {@code GET /transcribe/{id}} and {@code GET /status/{id}}: which of them there is depends on the variant. */
    private Answer result(ProviderExchange<ShopotCall> exchange) {
        if (ShopotCall.isPublicStatus(exchange.request().path()) != (variants.named() == ShopotVariant.PUBLIC)) {
            throw Refusal.of(404, "Not Found");
        }
        String modifier = ShopotParameters.modifier(exchange.parameter("modifier"));
        ShopotJob job = jobs.require(exchange.jobId());
        job.countStatusPoll();
        if (job.state(jobs.now()) == JobState.SUCCESS) {
            exchange.fetches(job::markFetched);
        }
        return Answer.json(documents.of(job, modifier == null ? job.parameters().modifier() : modifier));
    }
}
