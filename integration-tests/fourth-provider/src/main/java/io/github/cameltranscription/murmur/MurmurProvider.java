/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.murmur;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.AnsweredIds;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.ResultInStatusProvider;
import io.github.cameltranscription.http.ApiRequest;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.http.MultipartForm;
import io.github.cameltranscription.http.ProviderClient;
import io.github.cameltranscription.http.RequestBody;
import io.github.cameltranscription.http.SecretMask;
import io.github.cameltranscription.http.VerdictTable;

/** Murmur's REST calls as jobs. */
final class MurmurProvider extends ResultInStatusProvider {

    private static final String JOBS_PATH = "/recordings";
    private static final VerdictTable VERDICTS = new VerdictTable(MurmurOperation.SCHEME, Set.of("error"));

    private final String operation;
    private final ProviderClient client;
    private final AnsweredIds answeredIds = new AnsweredIds();
    private final Duration answerLimit;
    private final Map<String, String> statusQuery;

    MurmurProvider(
            String operation,
            MurmurConfiguration configuration,
            HttpTransport transport,
            Map<String, String> statusQuery) {
        super(MurmurOperation.SCHEME, operation);
        this.operation = operation;
        String apiKey = configuration.getApiKey();
        this.client = new ProviderClient(
                MurmurOperation.SCHEME,
                configuration.getBaseUrl(),
                transport,
                () -> Map.of("Authorization", "Bearer " + apiKey),
                VERDICTS,
                new SecretMask(apiKey));
        this.answerLimit = Duration.ofMillis(configuration.getResponseTimeout());
        this.statusQuery = statusQuery;
    }

    @Override
    protected CompletionStage<String> submitForId(JobInput input, Map<String, String> parameters) {
        ApiRequest request = ApiRequest.post(operation, null, JOBS_PATH);
        if (input instanceof AudioUpload audio) {
            MultipartForm form = new MultipartForm(parameters, "recording", audio);
            return client.upload(request, form, answerLimit, MurmurProvider::jobId);
        }
        Map<String, String> fields = new LinkedHashMap<>(parameters);
        fields.put("link", ((AudioLink) input).url().toString());
        return client.submit(request.withBody(RequestBody.form(fields)), MurmurProvider::jobId);
    }

    private static String jobId(String json) throws IOException {
        return MurmurAnswer.read(json).id();
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        ApiRequest request = ApiRequest.get(operation, jobId, JOBS_PATH + "/{jobId}")
                .withQuery(statusQuery)
                .forTranscript();
        return client.send(request, text -> {
            MurmurAnswer answer = MurmurAnswer.read(text);
            return answeredIds.check(answer.toStatus(jobId, text), answer.id());
        });
    }
}
