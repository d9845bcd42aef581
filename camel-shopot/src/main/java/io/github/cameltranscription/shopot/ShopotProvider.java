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
import io.github.cameltranscription.engine.AnsweredIds;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.ResultInStatusProvider;
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

/** Shopot's REST calls as jobs (shopot-reference.ru.txt). */
final class ShopotProvider extends ResultInStatusProvider {

    /** Where both documents have the status. */
    static final String DOCUMENTED_STATUS_PATH = "/transcribe/{jobId}";

    /** Where a client in paid use requests the status (public). */
    private static final String PUBLIC_STATUS_PATH = "/status/{jobId}";

    private static final String SUBMIT_PATH = "/transcribe";

    /** In JSON they are no strings. */
    private static final Set<String> BOOLEANS = Set.of("vad_filter", "disable_diarization");

    /** The answers to a submission without a recording, where key and balance are good. */
    private static final Set<Integer> NO_RECORDING = Set.of(400, 422);

    private final String operation;
    private final ProviderClient client;
    private final AnsweredIds answeredIds;
    private final Duration answerLimit;
    private final AtomicReference<String> statusPath;
    private final Map<String, String> statusQuery;
    private final ShopotSpeakers speakers;

    /**
     * @param statusPath  the path at which the account's jobs were last found
     * @param statusQuery the parameters of each poll
     * @param speakers    names the speakers of transcripts
     */
    ShopotProvider(
            String operation,
            ShopotConfiguration configuration,
            HttpTransport transport,
            AtomicReference<String> statusPath,
            Map<String, String> statusQuery,
            ShopotSpeakers speakers) {
        super(ShopotOperation.SCHEME, operation);
        this.operation = operation;
        String apiKey = configuration.getApiKey();
        this.client = new ProviderClient(
                ShopotOperation.SCHEME,
                configuration.getBaseUrl(),
                transport,
                () -> Map.of("Authorization", "Bearer " + apiKey),
                ShopotVerdicts.TABLE,
                new SecretMask(apiKey, configuration.getWebhookSecret()));
        this.answeredIds = new AnsweredIds();
        this.answerLimit = Duration.ofMillis(configuration.getResponseTimeout());
        this.statusPath = statusPath;
        this.statusQuery = statusQuery;
        this.speakers = speakers;
    }

    private ShopotProvider(ShopotProvider other, Map<String, String> statusQuery, ShopotSpeakers speakers) {
        super(ShopotOperation.SCHEME, other.operation);
        this.operation = other.operation;
        this.client = other.client;
        this.answeredIds = other.answeredIds;
        this.answerLimit = other.answerLimit;
        this.statusPath = other.statusPath;
        this.statusQuery = statusQuery;
        this.speakers = speakers;
    }

    /** The same adapter for one message. */
    ShopotProvider with(Map<String, String> newStatusQuery, ShopotSpeakers newSpeakers) {
        return new ShopotProvider(this, newStatusQuery, newSpeakers);
    }

    /** Submits a recording as a form, or as JSON a link that Shopot downloads from. */
    @Override
    protected CompletionStage<String> submitForId(JobInput input, Map<String, String> parameters) {
        ApiRequest request = ApiRequest.post(operation, null, SUBMIT_PATH);
        if (input instanceof AudioUpload audio) {
            MultipartForm form = new MultipartForm(parameters, "file", audio);
            return client.upload(request, form, answerLimit, ShopotProvider::jobId);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("url", ((AudioLink) input).url().toString());
        parameters.forEach((name, value) -> body.put(name, BOOLEANS.contains(name) ? Boolean.valueOf(value) : value));
        return client.submit(request.withBody(RequestBody.json(body)), ShopotProvider::jobId);
    }

    private static String jobId(String json) throws IOException {
        return ShopotAnswer.readWithoutOutput(json).id();
    }

    /**
     * Sends a submission without a recording, which makes no job and costs nothing: Shopot checks key and balance before
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

    /** Requests the status, which contains the transcript of a finished job. A job missing at one path may be at the other. */
    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        String first = statusPath.get();
        String other = first.equals(DOCUMENTED_STATUS_PATH) ? PUBLIC_STATUS_PATH : DOCUMENTED_STATUS_PATH;
        return status(first, jobId).exceptionallyCompose(notThere -> {
            if (!isElsewhere(notThere)) {
                return CompletableFuture.failedStage(notThere);
            }
            return status(other, jobId)
                    .exceptionallyCompose(failure ->
                            CompletableFuture.failedStage(isElsewhere(failure) ? clearer(notThere, failure) : failure));
        });
    }

    /** Only an answer about a job shows that a path is the right one. */
    private CompletionStage<JobStatus> status(String path, String jobId) {
        ApiRequest request =
                ApiRequest.get(operation, jobId, path).withQuery(statusQuery).forTranscript();
        return client.send(request, text -> {
                    ShopotAnswer answer = ShopotAnswer.read(text);
                    return answeredIds.check(answer.toStatus(jobId, speakers), answer.id());
                })
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
