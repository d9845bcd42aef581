/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.List;
import java.util.Map;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.BodyReader;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.ProviderRequestHandler;
import io.github.cameltranscription.simulator.provider.Variants;

/** Answers the requests for the files of jobs, on the server of the results. A client that sends it the keys of the API reveals them. */
final class AiesaCdnHandler extends ProviderRequestHandler<AiesaCall> {

    /** Requests for results have no body to speak of. */
    private static final long LARGEST_REQUEST = 1024 * 1024;

    private static final int FOUND = 302;
    private static final List<String> SECRET_HEADERS = List.of(
            AiesaSignatureCheck.PUBLIC_KEY,
            AiesaSignatureCheck.TIMESTAMP,
            AiesaSignatureCheck.SIGNATURE,
            HttpHeaders.AUTHORIZATION.toString());

    private final String url;
    private final AiesaJobs jobs;
    private final AiesaResultFiles files;
    private final Variants<AiesaVariant> variants;
    private final AiesaRequests requests;
    private volatile boolean redirected;

    AiesaCdnHandler(
            String url,
            AiesaResultFiles files,
            Variants<AiesaVariant> variants,
            AiesaFaults faults,
            AiesaRequests requests,
            AnswerSender sender) {
        super(LARGEST_REQUEST, AiesaCall::ofResult, faults.jobs(), faults, requests, sender);
        this.url = url;
        jobs = faults.jobs();
        this.files = files;
        this.variants = variants;
        this.requests = requests;
    }

    void redirected(boolean toAnotherPath) {
        redirected = toAnotherPath;
    }

    @Override
    protected Refusal refusalByAuthorization(HttpServerRequest request) {
        for (String header : SECRET_HEADERS) {
            if (request.headers().contains(header)) {
                requests.countSignedOnCdn();
                return Refusal.of(400, "The header " + header + " must not be sent here");
            }
        }
        return null;
    }

    @Override
    protected BodyReader bodyReader(ProviderExchange<AiesaCall> exchange) {
        return BodyReader.ignoring(null);
    }

    @Override
    protected Answer answer(ProviderExchange<AiesaCall> exchange) {
        AiesaResultPath path = AiesaResultPath.of(exchange.request().path());
        AiesaJob job = jobs.require(path.jobId());
        if (job.state(jobs.now()) != JobState.SUCCESS) {
            throw Refusal.of(404, "Not Found");
        }
        if (redirected && !path.moved()) {
            String location = url + new AiesaResultPath(true, path.jobId(), path.result()).path();
            return new Answer(FOUND, "text/plain", Buffer.buffer(), Map.of("Location", location), Answer.AT_ONCE);
        }
        if (path.result() != AiesaResult.PDF) {
            exchange.fetches(job::markFetched);
        }
        return Answer.of(path.result().contentType(), files.content(job, path.result(), variants.next()));
    }
}
