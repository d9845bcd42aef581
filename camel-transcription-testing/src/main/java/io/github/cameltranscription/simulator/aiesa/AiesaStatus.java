/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code GET /transcriptions/{id}}. */
final class AiesaStatus implements AiesaOperation {

    private final AiesaJobs jobs;
    private final AiesaDocument documents;

    AiesaStatus(AiesaJobs jobs, AiesaDocument documents) {
        this.jobs = jobs;
        this.documents = documents;
    }

    @Override
    public Answer answer(ProviderExchange<AiesaCall> exchange) {
        AiesaJob job = jobs.require(exchange.jobId());
        job.countStatusPoll();
        return Answer.json(documents.status(job, jobs.now()));
    }
}
