/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.simulator.ManualClock;
import io.github.cameltranscription.simulator.ProviderSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ShopotSimulatorTest {

    private static final String LINK = "https://example.com/talk.mp3";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ManualClock clock = new ManualClock(Instant.parse("2025-08-26T20:47:17Z"));
    private ProviderSimulator simulator;
    private ShopotSimulator shopot;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.builder()
                .clock(clock)
                .processingTime(Duration.ofMinutes(9))
                .linkedAudioDuration(Duration.ofMinutes(4))
                .shopotCallbackInterval(Duration.ofMillis(10))
                .start();
        shopot = simulator.shopot();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> post(String contentType, String body) throws IOException, InterruptedException {
        return HTTP.send(
                authorized("/transcribe", "Bearer test-key")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder authorized(String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(shopot.baseUrl() + path));
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private String submit(JsonObject body) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("application/json", body.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getString("id");
    }

    private JsonObject status(String idAndQuery) throws IOException, InterruptedException {
        return new JsonObject(HTTP.send(
                        authorized("/transcribe/" + idAndQuery, "Bearer test-key")
                                .build(),
                        BodyHandlers.ofString())
                .body());
    }

    @Test
    void aJobGoesThroughTheDocumentedStatuses() throws Exception {
        String id = submit(new JsonObject().put("url", LINK));
        assertThat(status(id).getString("transcription_status")).isEqualTo("IN_QUEUE");
        clock.advance(Duration.ofMinutes(4));
        assertThat(status(id).getString("status")).isEqualTo("IN_PROGRESS");
        clock.advance(Duration.ofMinutes(5));

        JsonObject done = status(id);
        assertThat(done.getString("transcription_status")).isEqualTo("COMPLETED");
        assertThat(done.getString("status")).isEqualTo("COMPLETED");
        assertThat(done.getString("balance_minutes")).isEqualTo("999996.0");
        assertThat(done.getJsonObject("output").getString("duration")).isEqualTo("240.0");
        assertThat(done.getJsonObject("output")
                        .getJsonArray("list")
                        .getJsonObject(1)
                        .getString("start"))
                .isEqualTo("5.0");
        assertThat(done.containsKey("webhook_status")).isFalse();
        assertThat(shopot.job(id).orElseThrow().fetched()).isTrue();
        shopot.requests().assertSubmitted(1).assertCount(ShopotCall.STATUS, 3);
    }

    @Test
    void eitherGenerationOfStatusFieldsCanBeShown() throws Exception {
        String id = submit(new JsonObject().put("url", LINK));
        shopot.statusFields(ShopotStatusFields.OLD);
        assertThat(status(id).fieldNames()).contains("status").doesNotContain("transcription_status");
        shopot.statusFields(ShopotStatusFields.NEW);
        assertThat(status(id).fieldNames()).contains("transcription_status").doesNotContain("status");
    }

    @ParameterizedTest
    @CsvSource({"paragraph_json, true", "plain_json, true", "paragraph_text, false", "plain_text, false"})
    void modifiersChangeTheOutput(String modifier, boolean object) throws Exception {
        String id = submit(new JsonObject().put("url", LINK));
        clock.advance(Duration.ofHours(1));

        assertThat(status(id + "?modifier=" + modifier).getValue("output") instanceof JsonObject)
                .isEqualTo(object);
    }

    @Test
    void aSummaryIsLoweredToFitAndComesLater() throws Exception {
        shopot.faults().summariesTake(Duration.ofMinutes(1));
        String id = submit(new JsonObject().put("url", LINK).put("summary", "long"));
        assertThat(status(id).getString("summary_status")).isEqualTo("PENDING");
        clock.advance(Duration.ofMinutes(9));
        assertThat(status(id).getString("summary_status")).isEqualTo("IN_PROGRESS");
        assertThat(status(id).getString("transcription_status")).isEqualTo("TRANSCRIBED");
        clock.advance(Duration.ofMinutes(1));

        assertThat(status(id).getString("summary_status")).isEqualTo("COMPLETED");
        assertThat(status(id).getString("summary")).isEqualTo("[simulated medium summary]");
    }

    @Test
    void anIdThatIsNotAsciiIsCalledBackAsDocumented() throws Exception {
        try (CallbackReceiver receiver = new CallbackReceiver(200)) {
            String id = submit(new JsonObject()
                    .put("url", LINK)
                    .put("callback_url", receiver.url())
                    .put("callback_id", "тест123"));
            assertThat(receiver.callbacks()).isEmpty();
            clock.advance(Duration.ofMinutes(9));

            await().until(() -> status(id).getString("webhook_status").equals("DELIVERED"));
            assertThat(receiver.callbacks()).hasSize(1);
            assertThat(receiver.callbacks().get(0).id()).isEqualTo("utf8-b64:0YLQtdGB0YIxMjM=");
            JsonObject body = new JsonObject(receiver.callbacks().get(0).body());
            assertThat(body.getString("id")).isEqualTo(id);
            assertThat(body.getString("callback_id")).isEqualTo("тест123");
            assertThat(body.getJsonObject("output")).isNotNull();
            assertThat(status(id).getString("status")).isEqualTo("WEBHOOK_DELIVERED");
        }
    }

    @Test
    void threeAttemptsAreMadeUntilOneIsTaken() throws Exception {
        try (CallbackReceiver stubborn = new CallbackReceiver(500);
                CallbackReceiver late = new CallbackReceiver(500, 404, 204)) {
            String failed = submit(new JsonObject().put("url", LINK).put("callback_url", stubborn.url()));
            String delivered = submit(new JsonObject().put("url", LINK).put("callback_url", late.url()));
            clock.advance(Duration.ofMinutes(9));

            await().until(() -> status(failed).getString("webhook_status").equals("FAILED"));
            await().until(() -> status(delivered).getString("webhook_status").equals("DELIVERED"));
            assertThat(status(failed).getString("status")).isEqualTo("WEBHOOK_FAILED");
            assertThat(status(failed).getJsonObject("output")).isNotNull();
            assertThat(shopot.callbacks().of(failed))
                    .extracting(ShopotDelivery::answerStatus)
                    .containsExactly(500, 500, 500);
            assertThat(shopot.callbacks().of(delivered))
                    .extracting(ShopotDelivery::answerStatus)
                    .containsExactly(500, 404, 204);
        }
    }

    @Test
    void callbacksCanBeLostAndDoubled() throws Exception {
        try (CallbackReceiver receiver = new CallbackReceiver(200)) {
            shopot.callbacks().loseNext(1);
            String lost = submit(new JsonObject().put("url", LINK).put("callback_url", receiver.url()));
            String doubled = submit(new JsonObject().put("url", LINK).put("callback_url", receiver.url()));
            shopot.callbacks().copies(2);
            clock.advance(Duration.ofMinutes(9));

            await().until(() -> status(doubled).getString("webhook_status").equals("DELIVERED"));
            await().until(() -> status(lost).getString("webhook_status").equals("FAILED"));
            assertThat(receiver.callbacks()).hasSize(2);
            assertThat(shopot.callbacks().of(doubled)).hasSize(2);
        }
    }

    @Test
    void anErrorIsCalledBackToo() throws Exception {
        try (CallbackReceiver receiver = new CallbackReceiver(200)) {
            shopot.faults().onProcessing().error("No speech found").once();
            submit(new JsonObject().put("url", LINK).put("callback_url", receiver.url()));
            clock.advance(Duration.ofMinutes(9));

            await().until(() -> !receiver.callbacks().isEmpty());
            JsonObject body = new JsonObject(receiver.callbacks().get(0).body());
            assertThat(body.getString("transcription_status")).isEqualTo("FAILED");
            assertThat(body.getString("error")).isEqualTo("No speech found");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | File or URL required",
                "no json | File or URL required",
                "{\"url\":7} | The 'URL' field must be a string",
                "{\"url\":\"ftp://host/a.mp3\"} | Invalid 'URL' format. Must start with http or https",
                "{\"url\":\"https://nowhere.invalid/a.mp3\"} | Failed to resolve URL: nowhere.invalid",
                "{\"url\":\"https://host/a\",\"callback_url\":7} | The 'callback_url' field must be a string",
                "{\"url\":\"https://host/a\",\"callback_url\":\"x\"} | Invalid 'callback_url' format. Must start with http or https",
                "{\"url\":\"https://host/a\",\"language\":7} | Invalid language format. Must be a string",
                "{\"url\":\"https://host/a\",\"language\":\"eo\"} | Invalid language code: eo"
            })
    void badRequestsAreRefusedInTheDocumentedWords(String body, String message) throws Exception {
        HttpResponse<String> answer = post("application/json", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
        shopot.requests().assertSubmitted(0);
    }

    @Test
    void aForeignExtensionIsRefused() throws Exception {
        HttpResponse<String> answer = post(
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"notes.txt\"\r\n"
                        + "Content-Type: audio/wav\r\n\r\nwords\r\n--b--\r\n");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("Unsupported file extension: .txt");
    }

    @Test
    void keysAndBalanceAreTwoThings() throws Exception {
        assertThat(refusal(null)).contains("Forbidden: Invalid API key format");
        assertThat(refusal("test-key")).contains("Forbidden: Invalid API key format");
        assertThat(refusal("Bearer wrong"))
                .contains("Forbidden: Invalid API key")
                .doesNotContain("format");
        shopot.faults().balanceMinutes(0);
        HttpResponse<String> answer =
                post("application/json", new JsonObject().put("url", LINK).encode());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Insufficient balance");
    }

    private String refusal(String authorization) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(authorized("/transcribe/1", authorization).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        return answer.body();
    }

    @Test
    void anUnknownJobIsNotFound() throws Exception {
        HttpResponse<String> answer =
                HTTP.send(authorized("/transcribe/nothing", "Bearer test-key").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Request not found");
    }
}
