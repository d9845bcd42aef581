/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.List;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.IgnoredBody;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.ProviderRecorder;
import io.github.cameltranscription.simulator.provider.ProviderRequestHandler;

/** The way of the server of the results with requests: a client that sends it the keys to the API gives them away. */
final class AiesaCdnHandler extends ProviderRequestHandler<AiesaCall> {

    private static final List<String> SECRET_HEADERS = List.of(
            AiesaSignatureCheck.PUBLIC_KEY,
            AiesaSignatureCheck.TIMESTAMP,
            AiesaSignatureCheck.SIGNATURE,
            HttpHeaders.AUTHORIZATION.toString());

    private final AiesaRefusalCounts refusals;
    private final AiesaJobs jobs;
    private final AiesaOperation download;

    AiesaCdnHandler(
            long largestRequest,
            AiesaRefusalCounts refusals,
            AiesaJobs jobs,
            AiesaOperation download,
            FaultPlan faults,
            ProviderRecorder<AiesaCall> recorder,
            AnswerSender sender) {
        super(largestRequest, new AiesaErrors(), faults, recorder, sender);
        this.refusals = refusals;
        this.jobs = jobs;
        this.download = download;
    }

    @Override
    protected ProviderExchange<AiesaCall> exchange(HttpServerRequest request) {
        AiesaResultPath path = AiesaResultPath.of(request.path());
        return path == null
                ? new ProviderExchange<>(request, AiesaCall.UNKNOWN, null)
                : new ProviderExchange<>(request, AiesaCall.RESULT, path.jobId());
    }

    @Override
    protected Refusal refusalByAuthorization(HttpServerRequest request) {
        for (String header : SECRET_HEADERS) {
            if (request.headers().contains(header)) {
                refusals.countSignedOnCdn();
                return Refusal.of(400, "The header " + header + " must not be sent here");
            }
        }
        return null;
    }

    @Override
    protected Refusal tooLarge() {
        return Refusal.of(413, "Too large");
    }

    @Override
    protected BodyReader bodyReader(ProviderExchange<AiesaCall> exchange) {
        return new IgnoredBody(null);
    }

    @Override
    protected String fileName(String jobId) {
        return jobs.fileName(jobId);
    }

    @Override
    protected Answer answer(ProviderExchange<AiesaCall> exchange) {
        return download.answer(exchange);
    }
}
