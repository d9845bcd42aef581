/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.SimulatorTestBase;
import io.github.cameltranscription.simulator.TestClient;
import io.github.cameltranscription.simulator.multipart.Multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ShopotSimulatorTest extends SimulatorTestBase {

    private static final String LINK = "https://example.com/talk.mp3";

    private ShopotSimulator shopot;
    private TestClient client;

    ShopotSimulatorTest() {
        super("2025-08-26T20:47:17Z");
    }

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.processingTime(Duration.ofMinutes(9))
                .linkedAudioDuration(Duration.ofMinutes(4))
                .shopotCallbackInterval(Duration.ofMillis(10));
    }

    @Override
    @BeforeEach
    protected void start() throws IOException {
        super.start();
        shopot = simulator.shopot();
        client = new TestClient(shopot.baseUrl(), "Bearer test-key");
    }

    private static JsonObject link() {
        return new JsonObject().put("url", LINK);
    }

    private String submit(JsonObject body) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.postJson("/transcribe", body.encode());
        assertStatus(200, answer);
        return new JsonObject(answer.body()).getString("id");
    }

    private JsonObject status(String idAndQuery) throws IOException, InterruptedException {
        return new JsonObject(client.get("/transcribe/" + idAndQuery).body());
    }

    private void awaitWebhook(String id, String status) {
        await().until(() -> status(id).getString("webhook_status").equals(status));
    }

    @Test
    void aJobGoesThroughTheDocumentedStatuses() throws Exception {
        String id = submit(link());
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
        String id = submit(link());
        shopot.statusFields(ShopotStatusFields.OLD);
        assertThat(status(id).fieldNames()).contains("status").doesNotContain("transcription_status");
        shopot.statusFields(ShopotStatusFields.NEW);
        assertThat(status(id).fieldNames()).contains("transcription_status").doesNotContain("status");
    }

    @ParameterizedTest
    @CsvSource({"paragraph_json, true", "plain_json, true", "paragraph_text, false", "plain_text, false"})
    void modifiersChangeTheOutput(String modifier, boolean object) throws Exception {
        String id = submit(link());
        clock.advance(Duration.ofHours(1));

        assertThat(status(id + "?modifier=" + modifier).getValue("output") instanceof JsonObject)
                .isEqualTo(object);
    }

    @Test
    void aSummaryFitsTheAudioAndIsReadyLater() throws Exception {
        shopot.faults().summariesTake(Duration.ofMinutes(1));
        String id = submit(link().put("summary", "long"));
        assertThat(status(id).getString("summary_status")).isEqualTo("PENDING");
        clock.advance(Duration.ofMinutes(9));
        assertThat(status(id).getString("summary_status")).isEqualTo("IN_PROGRESS");
        assertThat(status(id).getString("transcription_status")).isEqualTo("TRANSCRIBED");
        clock.advance(Duration.ofMinutes(1));

        assertThat(status(id).getString("summary_status")).isEqualTo("COMPLETED");
        assertThat(status(id).getString("summary")).isEqualTo("[simulated medium summary]");
    }

    @Test
    void aCallbackIdThatIsNotAsciiIsEncodedAsDocumented() throws Exception {
        try (CallbackReceiver receiver = new CallbackReceiver(200)) {
            String id = submit(new JsonObject()
                    .put("url", LINK)
                    .put("callback_url", receiver.url())
                    .put("callback_id", "тест123"));
            assertThat(receiver.callbacks()).isEmpty();
            clock.advance(Duration.ofMinutes(9));

            awaitWebhook(id, "DELIVERED");
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
    void upToThreeAttemptsAreMade() throws Exception {
        try (CallbackReceiver stubborn = new CallbackReceiver(500);
                CallbackReceiver late = new CallbackReceiver(500, 404, 204)) {
            String failed = submit(link().put("callback_url", stubborn.url()));
            String delivered = submit(link().put("callback_url", late.url()));
            clock.advance(Duration.ofMinutes(9));

            awaitWebhook(failed, "FAILED");
            awaitWebhook(delivered, "DELIVERED");
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
            String lost = submit(link().put("callback_url", receiver.url()));
            String doubled = submit(link().put("callback_url", receiver.url()));
            shopot.callbacks().copies(2);
            clock.advance(Duration.ofMinutes(9));

            awaitWebhook(doubled, "DELIVERED");
            awaitWebhook(lost, "FAILED");
            assertThat(receiver.callbacks()).hasSize(2);
            assertThat(shopot.callbacks().of(doubled)).hasSize(2);
        }
    }

    @Test
    void anErrorIsCalledBackToo() throws Exception {
        try (CallbackReceiver receiver = new CallbackReceiver(200)) {
            shopot.faults().onProcessing().error("No speech found").once();
            submit(link().put("callback_url", receiver.url()));
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
        HttpResponse<String> answer = client.postJson("/transcribe", body);

        assertStatus(400, answer);
        assertThat(answer.body()).contains(message);
        shopot.requests().assertSubmitted(0);
    }

    @Test
    void aForeignExtensionIsRefused() throws Exception {
        HttpResponse<String> answer =
                client.post("/transcribe", Multipart.ofFile("notes.txt", "audio/wav", new byte[] {1}));

        assertStatus(415, answer);
        assertThat(answer.body()).contains("Unsupported file extension: .txt");
    }

    @Test
    void wrongKeysAndAnEmptyBalanceHaveDifferentTexts() throws Exception {
        assertThat(refusal(null)).contains("Forbidden: Invalid API key format");
        assertThat(refusal("test-key")).contains("Forbidden: Invalid API key format");
        assertThat(refusal("Bearer wrong"))
                .contains("Forbidden: Invalid API key")
                .doesNotContain("format");
        shopot.faults().balanceMinutes(0);
        HttpResponse<String> answer = client.postJson("/transcribe", link().encode());
        assertStatus(403, answer);
        assertThat(answer.body()).contains("Insufficient balance");
    }

    private String refusal(String authorization) throws IOException, InterruptedException {
        HttpResponse<String> answer = new TestClient(shopot.baseUrl(), authorization).get("/transcribe/1");
        assertStatus(403, answer);
        return answer.body();
    }

    @Test
    void anUnknownJobIsNotFound() throws Exception {
        HttpResponse<String> answer = client.get("/transcribe/nothing");

        assertStatus(404, answer);
        assertThat(answer.body()).contains("Request not found");
    }
}
