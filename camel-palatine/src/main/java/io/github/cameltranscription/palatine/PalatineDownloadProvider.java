/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.format.OutputFormat;

/**
 * A task's result as a file that Palatine renders. No status is requested, because the answer to the download shows whether
 * the task is finished; 409 means "not yet" and is repeated like a poll.
 */
final class PalatineDownloadProvider extends PalatineProvider {

    private final PalatineApi api;
    private final String fileFormat;
    private final String exportType;

    PalatineDownloadProvider(PalatineApi api, String fileFormat, String exportType) {
        super(api, PalatineOperation.DOWNLOAD, PalatineTask.TRANSCRIPTION, OutputFormat.TRANSCRIPT);
        this.api = api;
        this.fileFormat = fileFormat;
        this.exportType = exportType;
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return CompletableFuture.completedFuture(JobStatus.done(name(), jobId, null, null));
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        return api.download(PalatineOperation.DOWNLOAD.getName(), done.jobId(), fileFormat, exportType)
                .thenApply(answer -> {
                    String contentType = answer.headers().get("content-type");
                    return new JobResult(
                            answer.body(), contentType == null ? Map.of() : Map.of(Exchange.CONTENT_TYPE, contentType));
                });
    }
}
