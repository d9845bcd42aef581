/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.multipart.Multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class AiesaSignatureTest extends AiesaTestBase {

    private static final String MODELS = "/ai/models";

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private int statusAt(long timestamp) throws IOException, InterruptedException {
        return AiesaClient.send(AiesaClient.signed(client.anonymous(MODELS), timestamp))
                .statusCode();
    }

    private JsonObject refused(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = AiesaClient.send(request);
        assertStatus(401, answer);
        assertThat(answer.body()).doesNotContain("test-secret-key");
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.fieldNames()).containsExactly("error", "message", "errors");
        assertThat(body.getString("error")).isEqualTo("unauthorized");
        assertThat(body.getJsonObject("errors")).isEmpty();
        return body;
    }

    private static Instant date(HttpResponse<?> answer) {
        String value = answer.headers().firstValue("Date").orElseThrow();
        assertThat(value).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH))
                .toInstant();
    }

    /** Made with {@code printf 'test-public-key\n1761736953' | openssl dgst -sha256 -hmac test-secret-key -hex}. */
    @Test
    void theSignatureEqualsThatOfTheDocumentedCommand() {
        String expected = "46925646ccfebb4358c84f9bb7fbd4778baf9115527e7cfe9c6f209ba1bce39f";

        assertThat(new AiesaSignatureCheck("test-public-key", "test-secret-key").signature("1761736953"))
                .isEqualTo(expected);
        assertThat(new AiesaSignatureCheck("test-public-key", "test-secret-keY").signature("1761736953"))
                .isNotEqualTo(expected);
    }

    @Test
    void aSignedRequestIsAccepted() throws Exception {
        assertStatus(200, client.get(MODELS));
        aiesa.requests().assertRefusedSignatures(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Public-Key", "X-Timestamp", "X-Signature"})
    void missingAndWrongHeadersAreRefused(String header) throws Exception {
        HttpRequest complete = client.request(MODELS).build();
        HttpRequest.Builder without = HttpRequest.newBuilder(complete, (name, value) -> !name.equals(header));

        assertThat(refused(without).getString("message")).isEqualTo("Missing authentication headers");
        refused(client.request(MODELS).setHeader(header, "wrong"));
        aiesa.requests().assertRefusedSignatures(2);
        assertThat(aiesa.requests().refusedSignatures()).isEqualTo(2);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> aiesa.requests().assertRefusedSignatures(1))
                .withMessageContaining("Expected 1 refused signatures, there were 2");
        aiesa.requests().clear();
        aiesa.requests().assertRefusedSignatures(0);
    }

    @Test
    void upperCaseHexadecimalIsRefused() throws Exception {
        // Digits alone are the same in both cases; no signature of 64 characters has only them in practice.
        HttpRequest signed = client.request(MODELS).build();
        String signature = signed.headers().firstValue("X-Signature").orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(signed, (name, value) -> true)
                .setHeader("X-Signature", signature.toUpperCase(Locale.ROOT));

        assertThat(refused(request).getString("message")).isEqualTo("Invalid signature");
    }

    @Test
    void aSignatureIsValidForItsTimestampOnly() throws Exception {
        long now = now();
        refused(AiesaClient.signed(client.anonymous(MODELS), now).setHeader("X-Timestamp", String.valueOf(now - 1)));
    }

    @Test
    void aLineBreakAtTheEndOfTheMessageIsRefused() throws Exception {
        String timestamp = String.valueOf(now());
        refused(client.request(MODELS)
                .setHeader("X-Timestamp", timestamp)
                .setHeader("X-Signature", Hmac.hex("test-secret-key", "test-public-key\n" + timestamp + "\n")));
    }

    @Test
    void aTimestampMayBeFiveMinutesOff() throws Exception {
        assertThat(statusAt(now() - 240)).isEqualTo(200);
        assertThat(statusAt(now() + 300)).isEqualTo(200);
        assertThat(statusAt(now() - 301)).isEqualTo(401);
        assertThat(statusAt(now() + 360)).isEqualTo(401);
        assertThat(statusAt(Instant.now().toEpochMilli())).isEqualTo(401);
        aiesa.requests().assertRefusedSignatures(3).assertCount(AiesaCall.MODELS, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void theServersClockCanBeSkewed(long seconds) throws Exception {
        aiesa.clockSkew(Duration.ofSeconds(seconds));

        HttpResponse<String> refusal = client.get(MODELS);
        assertStatus(401, refusal);
        assertThat(date(refusal)).isCloseTo(Instant.now().plusSeconds(seconds), within(1, ChronoUnit.MINUTES));
        assertThat(statusAt(date(refusal).getEpochSecond())).isEqualTo(200);

        aiesa.clockSkew(Duration.ZERO);
        assertStatus(200, client.get(MODELS));
    }

    @Test
    void everyAnswerHasADate() throws Exception {
        Instant expected = Instant.now();
        aiesa.faults().onModels().status(503).once();
        assertThat(date(client.get(MODELS))).isCloseTo(expected, within(1, ChronoUnit.MINUTES));
        assertThat(date(client.get(MODELS))).isCloseTo(expected, within(1, ChronoUnit.MINUTES));
        assertThat(date(client.get("/other"))).isCloseTo(expected, within(1, ChronoUnit.MINUTES));
        aiesa.faults().onModels().status(500).header("Date", "yesterday").once();
        assertThat(client.get(MODELS).headers().allValues("Date")).containsExactly("yesterday");
    }

    @Test
    void anUnsignedUploadMakesNoJob() throws Exception {
        refused(client.anonymous("/transcriptions")
                .header("Content-Type", "multipart/form-data; boundary=" + Multipart.BOUNDARY)
                .POST(BodyPublishers.ofByteArray(new Multipart()
                        .field("source_type", "url")
                        .field("source_url", "https://example.com/a.mp3")
                        .bytes())));

        assertThat(aiesa.jobs()).isEmpty();
        aiesa.requests().assertSubmitted(0);
    }

    @Test
    void theKeysCanBeSet() throws Exception {
        try (ProviderSimulator other = ProviderSimulator.builder()
                .aiesaPublicKey("public")
                .aiesaSecretKey("секрет")
                .start()) {
            AiesaClient stranger = new AiesaClient(other.aiesa());
            HttpRequest.Builder signed = Hmac.signed(stranger.anonymous(MODELS), "public", "секрет", now());
            assertStatus(200, AiesaClient.send(signed));
            assertStatus(401, stranger.get(MODELS));
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ProviderSimulator.builder().aiesaSecretKey(""));
    }
}
