/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.testing.ProviderContract;
import io.github.cameltranscription.testing.ProviderPeer.Call;

class AiesaProviderTest extends ProviderContract {

    @Override
    public String scheme() {
        return "aiesa";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("publicKey", "public-key-7f31c0", "secretKey", "aiesa-secret-82be");
    }

    /** As the documentation says for keys in URIs: Camel knows by itself that a secretKey is secret. */
    @Override
    protected void configure(CamelContext newContext) throws Exception {
        newContext.getCamelContextExtension().setAdditionalSensitiveKeywords("publicKey");
        super.configure(newContext);
    }

    @Override
    protected Set<String> secretHeaders() {
        return Set.of("X-Public-Key", "X-Timestamp", "X-Signature");
    }

    @Override
    protected String submitted(String jobId) {
        return "{\"transcription_id\":\"" + jobId + "\",\"status\":\"processing\"}";
    }

    @Override
    protected String pending(String jobId) {
        return "{\"data\":{\"id\":\"" + jobId + "\",\"status\":\"processing\"}}";
    }

    @Override
    protected String done(String jobId, String peer) {
        return AiesaTestSupport.completed("{\"json\":\"" + peer + "/files/" + jobId + ".json\"}")
                .replace("\"id\":\"1\"", "\"id\":\"" + jobId + "\"");
    }

    /** In the shape of the vendor's authentication page. */
    @Override
    protected String error(String message) {
        return "{\"error\":\"code_7\",\"message\":\"" + message + "\",\"errors\":{\"file\":[\"first\",\"second\"]}}";
    }

    @Override
    protected Call callOf(String method, String path) {
        return path.contains("/files/") || path.endsWith("/models") ? Call.OTHER : super.callOf(method, path);
    }

    @Override
    protected String other(String path) {
        return "{\"segments\":[{\"start\":0,\"end\":1,\"text\":\"[simulated speech 1]\"}]}";
    }

    @Override
    protected List<String> emptyAnswers() {
        return List.of(
                "{\"data\":{\"status\":null}}", "{\"data\":{\"status\":{}}}", "{\"data\":null}", "{\"data\":[]}");
    }

    /** The list of models. */
    @Override
    protected Call probe() {
        return Call.OTHER;
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                new Refusal(403, "Insufficient funds", ErrorCategory.INSUFFICIENT_BALANCE),
                new Refusal(403, "Insufficient permissions", ErrorCategory.AUTHENTICATION),
                new Refusal(408, "Insufficient balance", ErrorCategory.UNCERTAIN_SUBMISSION),
                new Refusal(499, "Insufficient balance", ErrorCategory.UNCERTAIN_SUBMISSION),
                new Refusal(422, "Not enough balance", ErrorCategory.INSUFFICIENT_BALANCE),
                new Refusal(400, "Недостаточно средств на счёте", ErrorCategory.INSUFFICIENT_BALANCE),
                new Refusal(422, "file: first, second", ErrorCategory.INVALID_REQUEST),
                new Refusal(500, "Insufficient memory", ErrorCategory.UNCERTAIN_SUBMISSION));
    }

    @Override
    protected String badOptions() {
        return """
                transcribe?priority=urgent | priority "urgent" | lightning, queue
                transcribe?enableDiarization=perhaps | enableDiarization | perhaps
                transcribe?resultType=docx | resultType | docx
                transcribe?resultType=pdf&outputFormat=srt | resultType pdf | outputFormat srt
                await?resultType=text&outputFormat=text | resultType text | remove one of them
                download?resultType=links | resultType links is no file | json, text or pdf
                transcribe?maxCost=0 | maxCost 0.0 | greater than 0
                transcribe?maxCost=-1.5 | maxCost -1.5 | remove it for no limit
                transcribe?maxCost=NaN | maxCost NaN | greater than 0
                transcribe?maxCost=cheap | maxCost | cheap
                transcribe?unknownDuration=ask | unknownDuration | ask
                calculate?durationFormat=iso | durationFormat "iso" | mm:ss, hh:mm:ss, hh:mm, seconds
                calculate?duration=%20 | duration " " | such as 00:05
                """;
    }
}
