/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.apache.camel.util.function.ThrowingFunction;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.ApiRequest;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.http.MultipartForm;
import io.github.cameltranscription.http.ProviderClient;
import io.github.cameltranscription.http.RequestBody;
import io.github.cameltranscription.http.SecretMask;

/**
 * AIESA's REST calls (aiesa.ru.txt). Every failure is a
 * {@link io.github.cameltranscription.error.TranscriptionException}.
 */
final class AiesaApi {

    private static final String FILE_PART = "file";
    private static final JsonFactory JSON = new JsonFactory();
    private static final String JOBS_PATH = "/transcriptions";

    private final AiesaConfiguration configuration;
    private final HttpTransport transport;
    private final AiesaClock clock;
    private final SecretMask secrets;
    private final Map<String, String> statusParameters;

    AiesaApi(
            AiesaConfiguration configuration,
            HttpTransport transport,
            AiesaClock clock,
            Map<String, String> statusParameters) {
        this.statusParameters = statusParameters;
        this.configuration = configuration;
        this.transport = transport;
        this.clock = clock;
        this.secrets = secrets(configuration);
    }

    /** For one request, as its signature is. */
    private ProviderClient client() {
        return new ProviderClient(
                AiesaOperation.SCHEME,
                configuration.getBaseUrl(),
                transport,
                new AiesaSignature(configuration.getPublicKey(), configuration.getSecretKey(), clock),
                AiesaVerdicts.TABLE,
                secrets);
    }

    /** What no message may say. */
    static SecretMask secrets(AiesaConfiguration configuration) {
        return new SecretMask(AiesaSignature.SHAPES, configuration.getPublicKey(), configuration.getSecretKey());
    }

    /** Submits a recording, or a link that AIESA downloads from: both are forms, the second without a file. */
    CompletionStage<Submission> submit(String operation, JobInput input, Map<String, String> parameters) {
        ApiRequest request = ApiRequest.post(operation, null, JOBS_PATH);
        if (input instanceof AudioUpload audio) {
            MultipartForm form = new MultipartForm(parameters, FILE_PART, audio);
            Duration answerLimit = Duration.ofMillis(configuration.getResponseTimeout());
            return client().upload(request, form, answerLimit, AiesaApi::submission);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(AiesaParameters.SOURCE_TYPE, AiesaParameters.SOURCE_TYPE_URL);
        fields.put(AiesaParameters.SOURCE_URL, ((AudioLink) input).url().toString());
        fields.putAll(parameters);
        ApiRequest link = request.withBody(RequestBody.form(fields));
        return clock.whenKnown(() -> client().submit(link, AiesaApi::submission));
    }

    private static Submission submission(String json) throws IOException {
        return AiesaAnswer.read(json).toSubmission();
    }

    /** Asks how a job stands; the answer says where its results lie, once there are any. */
    CompletionStage<JobStatus> status(String operation, String jobId) {
        ApiRequest request =
                ApiRequest.get(operation, jobId, JOBS_PATH + "/{jobId}").withQuery(statusParameters);
        return send(request, text -> AiesaAnswer.read(text).toStatus(jobId));
    }

    /**
     * Asks what a job would cost; costs nothing.
     *
     * @param question {@link AiesaCalculation}'s
     */
    CompletionStage<AiesaCost> calculate(String operation, RequestBody question) {
        ApiRequest request =
                ApiRequest.post(operation, null, JOBS_PATH + "/calculate").withBody(question);
        return send(request, AiesaCost::read);
    }

    /** Asks which models there are; gives the JSON as it came, as its shape is not documented. */
    CompletionStage<String> models(String operation) {
        return send(modelsRequest(operation), text -> text);
    }

    /** Asks for the models, which must be JSON: a gateway's page is none. */
    CompletionStage<?> probe() {
        return send(modelsRequest("health"), AiesaApi::firstToken);
    }

    private static JsonToken firstToken(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            return parser.nextToken();
        }
    }

    private static ApiRequest modelsRequest(String operation) {
        return ApiRequest.get(operation, null, "/ai/models");
    }

    private <T> CompletionStage<T> send(ApiRequest request, ThrowingFunction<String, T, IOException> reader) {
        return clock.whenKnown(() -> client().send(request, reader));
    }

    /**
     * Finds out before an upload whether signatures are accepted, by a small request, where no other has been made yet: a
     * recording that is refused for a wrong clock may be large, and may be a stream that cannot be sent again.
     *
     * @return ends normally if there was any answer other than that the keys are wrong
     */
    CompletionStage<Void> makeSureOfClock(String operation) {
        return clock.whenKnown(() -> clock.isKnown()
                        ? CompletableFuture.completedFuture(null)
                        : client().send(modelsRequest(operation)))
                .handle((models, thrown) -> {
                    if (thrown != null && isWorthTelling(httpStatus(thrown))) {
                        throw new CompletionException(TranscriptionException.unwrapped(thrown));
                    }
                    return null;
                });
    }

    /** A submission would fare no better. Any other failure may be one of the models alone. */
    private static boolean isWorthTelling(int status) {
        return status == 0 || status == HttpURLConnection.HTTP_UNAUTHORIZED;
    }

    /** Whether it was the answer of a server that has checked the signature, unlike one that is busy or broken. */
    static boolean isJudged(Throwable thrown) {
        int status = httpStatus(thrown);
        boolean success = status >= 200 && status < 300;
        return success || status >= 400 && status < 500 && status != 408 && status != 429;
    }

    /** The status of the answer that was a failure, or 0 if there was none. */
    private static int httpStatus(Throwable thrown) {
        return TranscriptionException.unwrapped(thrown) instanceof TranscriptionException failure
                ? failure.getHttpStatus()
                : 0;
    }
}
