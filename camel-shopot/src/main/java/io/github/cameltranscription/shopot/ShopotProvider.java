/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.ResultInStatusProvider;

/** Shopot's requests as jobs. */
final class ShopotProvider extends ResultInStatusProvider {

    private final ShopotApi api;
    private final ShopotOperation operation;
    private final Map<String, String> statusQuery;
    private final ShopotSpeakers speakers;

    /**
     * @param statusQuery what each question about a job is to carry
     * @param speakers    names the speakers
     */
    ShopotProvider(ShopotApi api, ShopotOperation operation, Map<String, String> statusQuery, ShopotSpeakers speakers) {
        super(ShopotOperation.SCHEME, operation.getName());
        this.api = api;
        this.operation = operation;
        this.statusQuery = statusQuery;
        this.speakers = speakers;
    }

    @Override
    protected CompletionStage<String> submitForId(JobInput input, Map<String, String> parameters) {
        return api.submit(operation.getName(), input, parameters);
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return api.status(operation.getName(), jobId, statusQuery, speakers);
    }
}
