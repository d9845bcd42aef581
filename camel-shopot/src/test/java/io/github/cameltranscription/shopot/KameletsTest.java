/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.shopot.ShopotDelivery;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;
import io.github.cameltranscription.testing.KameletApplication;
import io.github.cameltranscription.testing.KameletContract;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KameletsTest extends KameletContract {

    private static final String TRANSCRIBE = "shopot-transcribe-action";
    private static final String WEBHOOK = "shopot-webhook-source";
    private static final String API_KEY = "simulator-secret-82be";
    private static final String WEBHOOK_SECRET = "webhook-secret-41d7";
    private static final String PATH = "/hooks/shopot";

    private final ProviderSimulator simulator = ProviderSimulator.builder()
            .shopotApiKey(API_KEY)
            .shopotCallbackInterval(Duration.ofMillis(50))
            .start();
    private final ShopotSimulator shopot = simulator.shopot();

    KameletsTest() {
        super(
                ShopotOperation.SCHEME,
                Map.of("apiKey", API_KEY),
                Map.of("api-key", API_KEY),
                List.of(TRANSCRIBE),
                List.of(WEBHOOK));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Override
    protected String baseUrl() {
        return shopot.baseUrl();
    }

    @Override
    protected void failJobs() {
        shopot.faults().onProcessing().error("no speech").always();
    }

    @Override
    protected void assertTranscribed() {
        shopot.requests().assertSubmitted(1);
    }

    @Override
    protected String raw() {
        return "\"transcription_status\":\"COMPLETED\"";
    }

    private KameletApplication webhook(Map<String, Object> parameters) throws Exception {
        Map<String, Object> all = new HashMap<>(Map.of("path", PATH));
        all.putAll(parameters);
        Map<String, String> properties = Map.of(
                "camel.component.shopot.api-key",
                API_KEY,
                "camel.component.shopot.base-url",
                shopot.baseUrl(),
                "camel.component.shopot.webhook-secret",
                WEBHOOK_SECRET,
                "camel.server.enabled",
                "true",
                "camel.server.host",
                "127.0.0.1",
                "camel.server.port",
                "0");
        return KameletApplication.source(WEBHOOK, all, properties);
    }

    private static String address(KameletApplication application) {
        int port =
                application.context().hasService(VertxPlatformHttpServer.class).getPort();
        return "http://127.0.0.1:" + port + PATH;
    }

    /** Submits a recording in the application whose webhook is called back. */
    private static String submit(KameletApplication application) {
        return submit(application, address(application));
    }

    private static String submit(KameletApplication application, String callbackUrl) {
        Exchange reply = application
                .context()
                .createProducerTemplate()
                .request("shopot:submit?callbackUrl=" + callbackUrl, exchange -> exchange.getMessage()
                        .setBody(Recordings.wav(2)));
        assertThat(reply.getException()).isNull();
        return reply.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
    }

    @Test
    void allPropertiesAreOnTheWire() throws Exception {
        Map<String, Object> parameters = Map.of(
                "language", "ru",
                "initialPrompt", "RAW(Весна & ГОСТ)",
                "modifier", "paragraph_json",
                "disableDiarization", true,
                "summary", "brief",
                "jobTimeout", "30s",
                "responseTimeout", "10s");
        try (KameletApplication application = start(TRANSCRIBE, parameters)) {
            Message reply = application.send(Recordings.wav(1), Map.of()).getMessage();

            assertThat(shopot.requests().submissions().get(0).fields())
                    .isEqualTo(Map.of(
                            "language", "ru",
                            "initial_prompt", "Весна & ГОСТ",
                            "disable_diarization", "true",
                            "summary", "brief"));
            assertThat(shopot.requests().statusPolls().get(0).query()).contains("modifier=paragraph_json");
            assertThat(reply.getHeaders()).containsKey(ShopotConstants.SUMMARY_STATUS);
            ShopotConfiguration configuration = (ShopotConfiguration) application.configuration();
            assertThat(configuration.getJobTimeout()).isEqualTo(30_000);
            assertThat(configuration.getResponseTimeout()).isEqualTo(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"srt, application/x-subrip;charset=UTF-8, '00:00:00,000 --> '", "raw, application/json, '\"output\"'"})
    void aCallbackBecomesTheFormatOfTheOption(String format, String contentType, String expected) throws Exception {
        try (KameletApplication application = webhook(Map.of("outputFormat", format))) {
            String jobId = submit(application);

            await().until(() -> !application.received().isEmpty());
            assertThat(assertText(application.received().get(0), contentType, expected)
                            .getHeaders())
                    .containsEntry(TranscriptionConstants.JOB_ID, jobId);
            await().until(() -> !shopot.callbacks().of(jobId).isEmpty());
            assertThat(shopot.callbacks().of(jobId)).allMatch(ShopotDelivery::accepted);
        }
    }

    @Test
    void aJobThatFailedReachesTheErrorHandlerOfTheRouteBehindTheWebhook() throws Exception {
        failJobs();

        try (KameletApplication application = webhook(Map.of())) {
            submit(application);

            await().until(() -> !application.failed().isEmpty());
            assertThat(application.received()).isEmpty();
            assertFailed(application.failed(), JobFailedException.class, "JOB_FAILED");
        }
    }

    @Test
    void aCallbackWithoutTheSecretIsRefusedAndTheSecretIsNotLogged() throws Exception {
        String secret = "another-secret-of-the-kamelet";
        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            outside.atInfo();
            try (KameletApplication application = webhook(Map.of("secret", secret))) {
                assertRefused(submit(application), 401);
                assertThat(application.received()).isEmpty();
                outside.lookAtOwnEndpoints(application.context());
            }

            assertThat(outside.lines())
                    .anyMatch(line -> line.startsWith("shopot:"))
                    .noneMatch(line -> line.contains(secret));
        }
    }

    /** All three attempts got this HTTP status. */
    private void assertRefused(String jobId, int status) {
        await().until(() -> shopot.callbacks().of(jobId).size() == 3);
        assertThat(shopot.callbacks().of(jobId))
                .extracting(ShopotDelivery::answerStatus)
                .containsOnly(status);
    }

    @Test
    void aCallbackThatIsTooLargeIsRefused() throws Exception {
        try (KameletApplication application = webhook(Map.of("maxPayloadSize", 20))) {
            assertRefused(submit(application), 413);
        }
    }

    @Test
    void theExternalAddressIsForSubmissionsOfTheSameApplication() throws Exception {
        String address = "http://127.0.0.1:1" + PATH;
        try (KameletApplication application = webhook(Map.of("callbackUrl", address))) {
            submit(application, "webhook");

            assertThat(shopot.requests().submissions().get(0).fields()).containsEntry("callback_url", address);
        }
    }
}
