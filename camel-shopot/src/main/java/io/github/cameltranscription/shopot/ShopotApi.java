/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.JobNotFoundException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.ApiRequest;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.http.MultipartForm;
import io.github.cameltranscription.http.ProviderClient;
import io.github.cameltranscription.http.RequestBody;
import io.github.cameltranscription.http.SecretMask;

/**
 * Shopot's REST calls (shopot-reference.ru.txt). Every failure is a
 * {@link io.github.cameltranscription.error.TranscriptionException}.
 */
final class ShopotApi {

    private static final String FILE_PART = "file";
    private static final String SUBMIT_PATH = "/transcribe";
    /** What a submission without a recording is answered with, where key and balance are good. */
    private static final Set<Integer> NO_RECORDING = Set.of(400, 422);

    private final ProviderClient client;
    private final Duration answerLimit;
    private final AtomicReference<ShopotStatusPath> statusPath;

    /**
     * @param statusPath the path at which the account's jobs were last found
     */
    ShopotApi(
            ShopotConfiguration configuration, HttpTransport transport, AtomicReference<ShopotStatusPath> statusPath) {
        String apiKey = configuration.getApiKey();
        this.client = new ProviderClient(
                ShopotOperation.SCHEME,
                configuration.getBaseUrl(),
                transport,
                () -> Map.of("Authorization", "Bearer " + apiKey),
                ShopotVerdicts.TABLE,
                new SecretMask(apiKey, configuration.getWebhookSecret()));
        this.statusPath = statusPath;
        this.answerLimit = Duration.ofMillis(configuration.getResponseTimeout());
    }

    /** Submits a recording as a form, or as JSON a link that Shopot downloads from; gives the job's id. */
    CompletionStage<String> submit(String operation, JobInput input, Map<String, String> parameters) {
        ApiRequest request = ApiRequest.post(operation, null, SUBMIT_PATH);
        if (input instanceof AudioUpload audio) {
            MultipartForm form = new MultipartForm(parameters, FILE_PART, audio);
            return client.upload(request, form, answerLimit, ShopotApi::jobId);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(ShopotParameters.URL, ((AudioLink) input).url().toString());
        parameters.forEach((name, value) ->
                body.put(name, ShopotParameters.BOOLEANS.contains(name) ? Boolean.valueOf(value) : value));
        return client.submit(request.withBody(RequestBody.json(body)), ShopotApi::jobId);
    }

    private static String jobId(String json) throws IOException {
        return ShopotAnswer.readWithoutOutput(json).id();
    }

    /**
     * Sends a submission without a recording, which makes no job and costs nothing: Shopot judges key and balance before
     * it looks for the recording.
     *
     * @return ends when Shopot has refused the submission for its missing recording; fails for a bad key or balance
     */
    CompletionStage<?> probeBalance() {
        return client.submit(ApiRequest.post("health", null, SUBMIT_PATH).withBody(RequestBody.json(Map.of())))
                .handle((answer, thrown) -> {
                    if (answer != null) {
                        throw ErrorCategory.PROVIDER_UNAVAILABLE.toException(ErrorDetails.of(
                                        ShopotOperation.SCHEME,
                                        "health",
                                        "a submission without a recording is not refused")
                                .withHttpStatus(answer.status()));
                    }
                    if (!NO_RECORDING.contains(httpStatus(thrown))) {
                        throw thrown instanceof CompletionException wrapped ? wrapped : new CompletionException(thrown);
                    }
                    return null;
                });
    }

    /**
     * Asks how a job stands; the answer has the transcript too, once there is one. A job that is not at the one path may be
     * at the other: it is not given up before both were asked.
     *
     * @param speakers names the speakers of the transcript
     */
    CompletionStage<JobStatus> status(
            String operation, String jobId, Map<String, String> query, ShopotSpeakers speakers) {
        ShopotStatusPath first = statusPath.get();
        return ask(first, operation, jobId, query, speakers).exceptionallyCompose(notThere -> {
            if (!isElsewhere(notThere)) {
                return CompletableFuture.failedStage(notThere);
            }
            return ask(first.other(), operation, jobId, query, speakers)
                    .exceptionallyCompose(failure ->
                            CompletableFuture.failedStage(isElsewhere(failure) ? clearer(notThere, failure) : failure));
        });
    }

    /** Only an answer about a job tells that a path is the right one. */
    private CompletionStage<JobStatus> ask(
            ShopotStatusPath path, String operation, String jobId, Map<String, String> query, ShopotSpeakers speakers) {
        ApiRequest request =
                ApiRequest.get(operation, jobId, path.path()).withQuery(query).forTranscript();
        return client.send(request, text -> ShopotAnswer.read(text).toStatus(jobId, speakers))
                .thenApply(status -> {
                    statusPath.set(path);
                    return status;
                });
    }

    private static boolean isElsewhere(Throwable thrown) {
        return httpStatus(thrown) == HttpURLConnection.HTTP_NOT_FOUND
                || httpStatus(thrown) == HttpURLConnection.HTTP_BAD_METHOD;
    }

    /** Shopot's own 404 says that the job is not there; 405 and the page of a gateway only that the path is not. */
    private static Throwable clearer(Throwable first, Throwable second) {
        return TranscriptionException.unwrapped(first) instanceof JobNotFoundException ? first : second;
    }

    private static int httpStatus(Throwable thrown) {
        return TranscriptionException.unwrapped(thrown) instanceof TranscriptionException failure
                ? failure.getHttpStatus()
                : 0;
    }
}
