/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.testing.ProviderContract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShopotProviderTest extends ProviderContract {

    @Override
    public String scheme() {
        return "shopot";
    }

    @Override
    protected Map<String, String> keys() {
        return Map.of("apiKey", "shopot-secret-82be");
    }

    @Override
    protected String submitted(String jobId) {
        return "{\"id\":\"" + jobId + "\"}";
    }

    @Override
    protected String pending(String jobId) {
        return "{\"id\":\"" + jobId + "\",\"transcription_status\":\"PENDING\"}";
    }

    @Override
    protected String done(String jobId, String peer) {
        return "{\"id\":\"" + jobId + "\",\"transcription_status\":\"COMPLETED\",\"output\":{\"list\":"
                + "[{\"start\":\"0.5\",\"end\":\"1.5\",\"text\":\"[simulated speech 1]\"}]}}";
    }

    @Override
    protected String error(String message) {
        return "{\"detail\":\"" + message + "\"}";
    }

    @Override
    protected List<String> emptyAnswers() {
        return List.of(
                "{\"status\":\"COMPLETED\",\"output\":null}",
                "{\"status\":\"COMPLETED\"}",
                "{\"status\":\"COMPLETED\",\"output\":7}");
    }

    /** Every row of the table in shopot-reference.ru.txt, and what a client in production has seen. */
    @Override
    protected List<Refusal> refusals() {
        Stream<Refusal> invalid = Stream.of(
                        "Invalid URL or file not accessible",
                        "Failed to resolve URL: host",
                        "The 'URL' field must be a string",
                        "Invalid 'URL' format. Must start with http or https",
                        "File or URL required",
                        "The 'callback_url' field must be a string",
                        "Invalid 'callback_url' format. Must start with http or https",
                        "Invalid language format. Must be a string",
                        "Invalid language code: xx")
                .map(message -> new Refusal(400, message, ErrorCategory.INVALID_REQUEST));
        Stream<Refusal> others = Stream.of(
                new Refusal(403, "Forbidden: Invalid API key", ErrorCategory.AUTHENTICATION),
                new Refusal(403, "Forbidden: Invalid API key format", ErrorCategory.AUTHENTICATION),
                new Refusal(403, "Insufficient balance", ErrorCategory.INSUFFICIENT_BALANCE),
                new Refusal(
                        403,
                        "Insufficient SaaS balance. Minimum 60 minutes required",
                        ErrorCategory.INSUFFICIENT_BALANCE),
                new Refusal(403, "Invalid SaaS API key", ErrorCategory.AUTHENTICATION),
                new Refusal(404, "Request not found", ErrorCategory.INVALID_REQUEST),
                new Refusal(413, "File size exceeds 200MB limit", ErrorCategory.PAYLOAD_TOO_LARGE),
                new Refusal(415, "Unsupported file extension: .txt", ErrorCategory.UNSUPPORTED_MEDIA),
                new Refusal(500, "Transcription result not found", ErrorCategory.UNCERTAIN_SUBMISSION),
                new Refusal(500, "Failed to access the file or invalid URL", ErrorCategory.INVALID_REQUEST));
        return Stream.concat(invalid, others).toList();
    }

    @Override
    protected String badOptions() {
        return """
                transcribe?language=eo | language "eo" | af, ar, az, be, bg
                transcribe?modifier=text | modifier "text" | paragraph_json, paragraph_text, plain_json, plain_text
                transcribe?summary=short | summary "short" | brief, long, medium
                transcribe?callbackUrl=ftp://host/x | callbackUrl "ftp://host/x" | is not an http or https address
                submit?callbackId=7 | callbackId "7" | add callbackUrl
                submit?callbackUrl=webhook | webhookSecret is missing | camel.component.shopot.webhook-secret
                webhook?path=/hooks | webhookSecret is missing | camel.component.shopot.webhook-secret
                webhook?webhookSecret=x | path is missing | shopot:webhook?path=/hooks/shopot
                webhook?webhookSecret=x&maxPayloadSize=0 | maxPayloadSize 0 | at least 1
                transcribe?vadFilter=perhaps | vadFilter | perhaps
                """;
    }

    @Test
    void theWebhookNeedsNoApiKey() {
        context.getComponent("shopot", ShopotComponent.class).getConfiguration().setApiKey(null);

        assertThat(context.getEndpoint("shopot:webhook?path=/hooks&webhookSecret=x"))
                .isNotNull();
    }

    @Test
    void theWebhookIsNotSentTo() {
        assertThatThrownBy(() -> context.getEndpoint("shopot:webhook?path=/hooks&webhookSecret=x")
                        .createProducer())
                .hasMessageContaining("shopot:webhook cannot be sent to")
                .hasMessageContaining("shopot:transcribe, shopot:submit, shopot:await, shopot:status");
    }
}
