/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Map;

import io.vertx.core.buffer.Buffer;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.Variants;

/** Gives out the files of jobs. */
final class AiesaDownload implements AiesaOperation {

    private static final int FOUND = 302;

    private final AiesaJobs jobs;
    private final AiesaResultFiles files;
    private final Variants<AiesaVariant> variants;
    private final String cdnUrl;
    private volatile boolean redirected;

    AiesaDownload(AiesaJobs jobs, AiesaResultFiles files, Variants<AiesaVariant> variants, String cdnUrl) {
        this.jobs = jobs;
        this.files = files;
        this.variants = variants;
        this.cdnUrl = cdnUrl;
    }

    void redirected(boolean toAnotherPath) {
        redirected = toAnotherPath;
    }

    @Override
    public Answer answer(ProviderExchange<AiesaCall> exchange) {
        AiesaResultPath path = AiesaResultPath.of(exchange.request().path());
        AiesaJob job = jobs.require(path.jobId());
        if (job.state(jobs.now()) != JobState.SUCCESS) {
            throw Refusal.of(404, "Not Found");
        }
        if (redirected && !path.moved()) {
            String location = cdnUrl + new AiesaResultPath(true, path.jobId(), path.result()).path();
            return new Answer(FOUND, "text/plain", Buffer.buffer(), Map.of("Location", location), Answer.AT_ONCE);
        }
        if (path.result() != AiesaResult.PDF) {
            exchange.fetches(job::markFetched);
        }
        return Answer.of(path.result().contentType(), files.content(job, path.result(), variants.next()));
    }
}
