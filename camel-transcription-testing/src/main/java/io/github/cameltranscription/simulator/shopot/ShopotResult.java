/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code GET /transcribe/{id}}. */
final class ShopotResult implements ShopotOperation {

    private final ShopotJobs jobs;
    private final ShopotDocument documents;

    ShopotResult(ShopotJobs jobs, ShopotDocument documents) {
        this.jobs = jobs;
        this.documents = documents;
    }

    @Override
    public Answer answer(ProviderExchange<ShopotCall> exchange) {
        String modifier = ShopotParameters.modifier(exchange.parameter("modifier"));
        ShopotJob job = jobs.require(exchange.jobId());
        job.countStatusPoll();
        if (job.state(jobs.now()) == JobState.SUCCESS) {
            exchange.fetches(job::markFetched);
        }
        return Answer.json(documents.of(job, modifier == null ? job.parameters().modifier() : modifier));
    }
}
