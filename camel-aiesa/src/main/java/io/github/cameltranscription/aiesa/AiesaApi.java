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
import java.util.concurrent.Executor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.apache.camel.util.function.ThrowingFunction;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.AnsweredIds;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.ApiRequest;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.http.MultipartForm;
import io.github.cameltranscription.http.ProviderClient;
import io.github.cameltranscription.http.RequestBody;
import io.github.cameltranscription.http.SecretMask;
import io.github.cameltranscription.transcript.LenientJson;

/** AIESA's REST calls (aiesa.ru.txt). Every failure is a {@link TranscriptionException}. */
final class AiesaApi {

    private static final String JOBS_PATH = "/transcriptions";

    private final String operation;
    private final AiesaConfiguration configuration;
    private final HttpTransport transport;
    private final AiesaClock clock;
    private final SecretMask secrets;
    private final AnsweredIds answeredIds = new AnsweredIds();
    private final Map<String, String> statusParameters;

    /**
     * @param operation        as errors name it
     * @param statusParameters the parameters of each poll
     */
    AiesaApi(
            String operation,
            AiesaConfiguration configuration,
            HttpTransport transport,
            AiesaClock clock,
            Map<String, String> statusParameters) {
        this.operation = operation;
        this.statusParameters = statusParameters;
        this.configuration = configuration;
        this.transport = transport;
        this.clock = clock;
        this.secrets = secrets(configuration);
    }

    /** A client for one request, because a signature belongs to one request. */
    private ProviderClient client() {
        return new ProviderClient(
                AiesaOperation.SCHEME,
                configuration.getBaseUrl(),
                transport,
                new AiesaSignature(configuration.getPublicKey(), configuration.getSecretKey(), clock),
                AiesaVerdicts.TABLE,
                secrets);
    }

    /** The texts that no message may contain. */
    static SecretMask secrets(AiesaConfiguration configuration) {
        return new SecretMask(AiesaSignature.SHAPES, configuration.getPublicKey(), configuration.getSecretKey());
    }

    /** Threads that may read a recording, however slowly it comes. */
    Executor uploadThreads() {
        return transport.uploadThreads();
    }

    /** Submits a recording, or a link that AIESA downloads from: both are forms, the second without a file. */
    CompletionStage<Submission> submit(JobInput input, Map<String, String> parameters) {
        ApiRequest request = ApiRequest.post(operation, null, JOBS_PATH);
        if (input instanceof AudioUpload audio) {
            MultipartForm form = new MultipartForm(parameters, "file", audio);
            Duration answerLimit = Duration.ofMillis(configuration.getResponseTimeout());
            return client().upload(request, form, answerLimit, AiesaApi::submission);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("source_type", "url");
        fields.put("source_url", ((AudioLink) input).url().toString());
        fields.putAll(parameters);
        ApiRequest link = request.withBody(RequestBody.form(fields));
        return clock.whenKnown(() -> client().submit(link, AiesaApi::submission));
    }

    private static Submission submission(String json) throws IOException {
        return AiesaAnswer.read(json).toSubmission();
    }

    /** Requests the status of a job, which has the links to the results of a finished one. */
    CompletionStage<JobStatus> status(String jobId) {
        ApiRequest request =
                ApiRequest.get(operation, jobId, JOBS_PATH + "/{jobId}").withQuery(statusParameters);
        return send(request, text -> {
            AiesaAnswer answer = AiesaAnswer.read(text);
            return answeredIds.check(answer.toStatus(jobId), answer.id());
        });
    }

    /** Requests the price of a job, which costs nothing; the question is {@link AiesaCalculation}'s. */
    CompletionStage<AiesaCost> calculate(RequestBody question) {
        ApiRequest request =
                ApiRequest.post(operation, null, JOBS_PATH + "/calculate").withBody(question);
        return send(request, AiesaCost::read);
    }

    /** Requests the models; gives the JSON unchanged, because its shape is not documented. */
    CompletionStage<String> models() {
        return send(modelsRequest(operation), text -> text);
    }

    /** Requests the models, which must be JSON and not a gateway's page. */
    CompletionStage<?> probe() {
        return send(modelsRequest("health"), AiesaApi::firstToken);
    }

    private static JsonToken firstToken(String text) throws IOException {
        try (JsonParser parser = LenientJson.parser(text)) {
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
     * Sends a small request before the first upload, unless another request has shown that signatures are accepted: a
     * recording that is refused for a wrong clock may be large, and may be a stream that cannot be sent again.
     *
     * @return ends normally unless the answer is that the keys are wrong, or there is none
     */
    CompletionStage<Void> requireCorrectClock() {
        return clock.whenKnown(() -> clock.isKnown()
                        ? CompletableFuture.completedFuture(null)
                        : client().send(modelsRequest(operation)))
                .handle((models, thrown) -> {
                    if (thrown != null && wouldRefuseSubmission(httpStatus(thrown))) {
                        throw new CompletionException(TranscriptionException.unwrapped(thrown));
                    }
                    return null;
                });
    }

    /** Any other failure may concern the models alone. */
    private static boolean wouldRefuseSubmission(int status) {
        return status == 0 || status == HttpURLConnection.HTTP_UNAUTHORIZED;
    }

    /** Whether the server has checked the signature, which a busy or a broken one has not. */
    static boolean isJudged(Throwable thrown) {
        int status = httpStatus(thrown);
        boolean success = status >= 200 && status < 300;
        return success || status >= 400 && status < 500 && status != 408 && status != 429;
    }

    /** The HTTP status of a failure, or 0 if there was no answer. */
    private static int httpStatus(Throwable thrown) {
        return TranscriptionException.unwrapped(thrown) instanceof TranscriptionException failure
                ? failure.getHttpStatus()
                : 0;
    }
}
