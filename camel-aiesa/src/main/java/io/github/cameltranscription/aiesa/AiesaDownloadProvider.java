/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobResult;

/** A job's result as a file, streamed. */
final class AiesaDownloadProvider extends AiesaProvider {

    private final AiesaResultFiles files;

    AiesaDownloadProvider(AiesaApi api, AiesaResultFiles files, AiesaResultType resultType) {
        super(api, files, AiesaOperation.DOWNLOAD, resultType, null);
        this.files = files;
    }

    @Override
    CompletionStage<JobResult> fetch(AiesaAnswer about, String jobId, AiesaResultType type) {
        return files.download(AiesaOperation.DOWNLOAD.getName(), jobId, link(about, jobId, type.wireName()))
                .thenApply(answer -> {
                    String contentType = answer.header(Exchange.CONTENT_TYPE);
                    return new JobResult(
                            answer.body(), contentType == null ? Map.of() : Map.of(Exchange.CONTENT_TYPE, contentType));
                });
    }
}
