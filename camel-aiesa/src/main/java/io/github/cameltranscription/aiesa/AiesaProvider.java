/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.engine.UnreadableResult;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.transcript.Transcript;

/** AIESA's transcriptions as jobs; a download gives the result as a stream. */
final class AiesaProvider implements TranscriptionProvider {

    private static final String JSON = AiesaResultType.JSON.wireName();
    private static final String TEXT = AiesaResultType.TEXT.wireName();
    private static final String PDF = AiesaResultType.PDF.wireName();

    private final AiesaApi api;
    private final AiesaResultFiles files;
    private final AiesaOperation operation;
    private final AiesaResultType resultType;
    private final AiesaCostGuard costGuard;

    /** @param costGuard {@code null} if there is no maximum price */
    AiesaProvider(
            AiesaApi api,
            AiesaResultFiles files,
            AiesaOperation operation,
            AiesaResultType resultType,
            AiesaCostGuard costGuard) {
        this.api = api;
        this.files = files;
        this.operation = operation;
        this.resultType = resultType;
        this.costGuard = costGuard;
    }

    @Override
    public String name() {
        return AiesaOperation.SCHEME;
    }

    @Override
    public CompletionStage<Void> checkSubmission(JobInput audio, Map<String, String> parameters) {
        CompletionStage<Void> affordable =
                costGuard == null ? CompletableFuture.completedFuture(null) : costGuard.check(audio, parameters);
        return audio instanceof AudioUpload ? affordable.thenCompose(checked -> api.requireCorrectClock()) : affordable;
    }

    @Override
    public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
        return api.submit(audio, parameters);
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return api.status(jobId);
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        AiesaAnswer about = (AiesaAnswer) done.content();
        return result(about, done.jobId()).thenApply(result -> withAttributes(result, about));
    }

    private static JobResult withAttributes(JobResult result, AiesaAnswer about) {
        Map<String, Object> all = result.body() instanceof Transcript ? about.attributes() : about.resultAttributes();
        all.putAll(result.attributes());
        return new JobResult(result.body(), all);
    }

    /** Gets a result of a finished job, as the options say. */
    private CompletionStage<JobResult> result(AiesaAnswer about, String jobId) {
        if (operation == AiesaOperation.DOWNLOAD) {
            return files.download(jobId, link(about, jobId, resultType.wireName()))
                    .thenApply(answer -> {
                        String contentType = answer.header(Exchange.CONTENT_TYPE);
                        return new JobResult(
                                answer.body(),
                                contentType == null ? Map.of() : Map.of(Exchange.CONTENT_TYPE, contentType));
                    });
        }
        return switch (resultType) {
            case JSON -> transcript(about, jobId).thenApply(JobResult::of);
            case TEXT ->
                get(about, jobId, TEXT)
                        .thenApply(text ->
                                new JobResult(text, Map.of(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8")));
            case PDF ->
                files.get(jobId, link(about, jobId, PDF))
                        .thenApply(answer ->
                                new JobResult(answer.body(), Map.of(Exchange.CONTENT_TYPE, "application/pdf")));
            case LINKS -> CompletableFuture.completedFuture(JobResult.of(Map.copyOf(about.links())));
        };
    }

    private CompletionStage<Transcript> transcript(AiesaAnswer about, String jobId) {
        if (!about.links().containsKey(JSON) && about.links().containsKey(TEXT)) {
            return textAlone(about, jobId);
        }
        return get(about, jobId, JSON).thenCompose(json -> {
            Transcript read = read(json, about, jobId);
            boolean silent =
                    read == null || read.text().isEmpty() && read.segments().isEmpty();
            if (silent && about.links().containsKey(TEXT)) {
                return textAlone(about, jobId).thenApply(text -> text.withRaw(json));
            }
            if (read != null) {
                return CompletableFuture.completedFuture(read);
            }
            throw UnreadableResult.of(name(), operation.getName(), jobId, json);
        });
    }

    private CompletionStage<Transcript> textAlone(AiesaAnswer about, String jobId) {
        return get(about, jobId, TEXT).thenApply(text -> AiesaResult.ofText(text, about, jobId));
    }

    private Transcript read(String json, AiesaAnswer about, String jobId) {
        try {
            return AiesaResult.read(json, about, jobId);
        } catch (IOException broken) {
            throw ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                    ErrorDetails.of(
                                    name(),
                                    operation.getName(),
                                    "the transcript cannot be read: " + broken.getMessage())
                            .withJobId(jobId),
                    broken);
        }
    }

    private CompletionStage<String> get(AiesaAnswer about, String jobId, String kind) {
        return files.get(jobId, link(about, jobId, kind))
                .thenApply(answer ->
                        answer.text().startsWith("\uFEFF") ? answer.text().substring(1) : answer.text());
    }

    /** The link to a result. */
    private String link(AiesaAnswer about, String jobId, String kind) {
        String link = about.links().get(kind);
        if (link == null) {
            throw ErrorCategory.INVALID_REQUEST.toException(ErrorDetails.of(
                            name(),
                            operation.getName(),
                            "the job has no result \"" + kind + "\", only "
                                    + String.join(
                                            ", ", new TreeSet<>(about.links().keySet()))
                                    + ": choose another resultType, and await the job by its id")
                    .withJobId(jobId));
        }
        return link;
    }
}
