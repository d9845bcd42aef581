/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.TextInput;
import io.github.cameltranscription.engine.AnsweredIds;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.ApiRequest;
import io.github.cameltranscription.http.HttpAnswer;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.http.MultipartForm;
import io.github.cameltranscription.http.ProviderClient;
import io.github.cameltranscription.http.RequestBody;
import io.github.cameltranscription.http.SecretMask;
import io.github.cameltranscription.http.StreamedAnswer;

/**
 * Palatine's REST calls (palatine-rest.ru.txt). Every failure is a
 * {@link io.github.cameltranscription.error.TranscriptionException}.
 */
final class PalatineApi {

    private static final String FILE_PART = "file";

    /** Parameters of call analysis, which are not sent in the query (the vendor's call_analytics.mdx). */
    private static final List<String> CALL_ANALYSIS = List.of(
            PalatineParameters.ROLES,
            PalatineParameters.EMOTIONS,
            PalatineParameters.PROFANITY_FILTER,
            PalatineParameters.PROFANITY_MASK,
            PalatineParameters.PROFANITY_POSITIONS);

    private static final Set<String> BOOLEANS =
            Set.of(PalatineParameters.EMOTIONS, PalatineParameters.PROFANITY_POSITIONS);

    private final ProviderClient client;
    private final AnsweredIds answeredIds = new AnsweredIds();
    private final Map<String, String> statusParameters;
    private final Duration answerLimit;
    private final Duration synchronousLimit;

    PalatineApi(PalatineConfiguration configuration, HttpTransport transport, Map<String, String> statusParameters) {
        this.statusParameters = statusParameters;
        String apiKey = configuration.getApiKey();
        this.client = new ProviderClient(
                PalatineOperation.SCHEME,
                configuration.getBaseUrl(),
                transport,
                () -> Map.of("Authorization", "Bearer " + apiKey),
                PalatineVerdicts.TABLE,
                new SecretMask(apiKey));
        this.answerLimit = Duration.ofMillis(configuration.getResponseTimeout());
        this.synchronousLimit = Duration.ofMillis(configuration.getJobTimeout());
    }

    /** Submits a recording, a link that Palatine downloads from, or a text; gives the task's id. */
    CompletionStage<String> submit(
            String operation, PalatineTask task, JobInput input, Map<String, String> parameters) {
        Map<String, String> query = new LinkedHashMap<>(parameters);
        Map<String, String> fields = callAnalysis(query);
        if (input instanceof AudioUpload audio) {
            ApiRequest request =
                    ApiRequest.post(operation, null, task.submitPath()).withQuery(query);
            return explained(operation, client.upload(request, form(fields, audio), answerLimit, PalatineApi::taskId));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        String path;
        if (input instanceof TextInput text) {
            path = task.submitTextPath();
            body.put("text", text.text());
        } else {
            path = task.submitLinkPath();
            body.put("source_url", ((AudioLink) input).url().toString());
        }
        fields.forEach((name, value) -> body.put(name, BOOLEANS.contains(name) ? Boolean.valueOf(value) : value));
        ApiRequest request =
                ApiRequest.post(operation, null, path).withQuery(query).withBody(RequestBody.json(body));
        return explained(operation, client.submit(request, PalatineApi::taskId));
    }

    private static String taskId(String json) throws IOException {
        return PalatineAnswer.read(json).taskId();
    }

    private static MultipartForm form(Map<String, String> fields, AudioUpload audio) {
        return new MultipartForm(fields, FILE_PART, audio, PalatineUpload.contentType(audio));
    }

    /** Moves parameters from the query to the form, or to the JSON of a link. */
    private static Map<String, String> callAnalysis(Map<String, String> query) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : CALL_ANALYSIS) {
            String value = query.remove(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    /** Masks the profanity of texts; the question is {@link PalatineProfanityFilter}'s. */
    CompletionStage<PalatineProfanity> maskProfanity(String operation, RequestBody question) {
        ApiRequest request = ApiRequest.post(operation, null, "/profanity/filter")
                .withBody(question)
                .forTranscript();
        return explained(operation, client.send(request, PalatineProfanityFilter::read));
    }

    /** Requests the balance of the account. */
    CompletionStage<PalatineBalance> balance(String operation) {
        ApiRequest request = ApiRequest.get(operation, null, "/account/balance");
        return explained(operation, client.send(request, PalatineAnalysisReader::balance));
    }

    /** Palatine's messages do not explain that an account, or this generation of the API, lacks a feature. */
    private static <T> CompletionStage<T> explained(String operation, CompletionStage<T> stage) {
        return stage.exceptionally(thrown -> {
            Throwable cause = TranscriptionException.unwrapped(thrown);
            throw new CompletionException(
                    cause instanceof TranscriptionException refused ? explained(operation, refused) : cause);
        });
    }

    private static TranscriptionException explained(String operation, TranscriptionException refused) {
        if (refused.getCategory() != ErrorCategory.INVALID_REQUEST) {
            return refused;
        }
        return switch (refused.getHttpStatus()) {
            case 403 ->
                refused.withMessage("this account does not have a feature that " + operation + " needs ("
                        + refused.getProviderMessage() + "): ask Palatine to enable it, or leave it out");
            case 404 ->
                refused.withMessage("there is no " + operation + " at this address (" + refused.getProviderMessage()
                        + "): this account, or this generation of Palatine's API, does not have it; check baseUrl, or"
                        + " ask Palatine to enable it");
            default -> refused;
        };
    }

    private Map<String, String> statusQuery(PalatineTask task) {
        Map<String, String> query = new LinkedHashMap<>(task.statusQuery());
        query.putAll(statusParameters);
        return query;
    }

    /**
     * Requests the status of a task. HTTP 409 is "not yet".
     *
     * @param result reads the result from an answer about a finished task
     */
    CompletionStage<JobStatus> status(
            String operation, PalatineTask task, String taskId, Function<PalatineAnswer, JobResult> result) {
        ApiRequest request = ApiRequest.get(operation, taskId, task.statusPath())
                .withQuery(statusQuery(task))
                .forTranscript();
        return client.sendAccepting(request, 409).thenApply(answer -> {
            if (answer.status() == 409) {
                return JobStatus.pending(PalatineOperation.SCHEME, taskId, null);
            }
            return client.read(request, answer, text -> {
                PalatineAnswer read = PalatineAnswer.read(text, task);
                return answeredIds.check(read.toStatus(taskId, result), read.ids());
            });
        });
    }

    /** Gets the result as a file, open; fails with "not ready" (409) while the task is processed. */
    CompletionStage<StreamedAnswer> download(String operation, String taskId, String fileFormat, String exportType) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("file_format", fileFormat);
        if (exportType != null) {
            query.put("export_type", exportType);
        }
        return client.download(ApiRequest.get(operation, taskId, "/transcribe/download_as_file/{jobId}")
                .withQuery(query));
    }

    /** Releases a task, which deletes it at Palatine. */
    CompletionStage<HttpAnswer> done(String operation, PalatineTask task, String taskId) {
        return client.send(ApiRequest.post(operation, taskId, task.donePath()));
    }

    /** Transcribes in one request; the answer takes as long as the transcription. */
    CompletionStage<HttpAnswer> transcribeSynchronously(
            String operation, AudioUpload audio, Map<String, String> fields) {
        MultipartForm form = form(fields, audio);
        return explained(operation, client.upload(synchronousRequest(operation), form, synchronousLimit));
    }

    /** The failure of a synchronous transcription whose answer cannot be read. */
    RuntimeException unreadableTranscription(String operation, HttpAnswer answer) {
        return client.unreadableSubmission(
                synchronousRequest(operation), answer, "the transcription is not the JSON that was asked for");
    }

    private static ApiRequest synchronousRequest(String operation) {
        return ApiRequest.post(operation, null, "/audio/transcriptions").forTranscript();
    }
}
