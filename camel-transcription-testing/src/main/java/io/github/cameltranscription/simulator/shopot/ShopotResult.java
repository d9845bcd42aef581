/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.provider.Variants;

/** {@code GET /transcribe/{id}} and {@code GET /status/{id}}: which of them there is depends on the variant. */
final class ShopotResult implements ShopotOperation {

    private final ShopotJobs jobs;
    private final ShopotDocument documents;
    private final Variants<ShopotVariant> variants;

    ShopotResult(ShopotJobs jobs, ShopotDocument documents, Variants<ShopotVariant> variants) {
        this.jobs = jobs;
        this.documents = documents;
        this.variants = variants;
    }

    @Override
    public Answer answer(ProviderExchange<ShopotCall> exchange) {
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
