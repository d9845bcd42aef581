/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.aiesa.AiesaSimulator;
import io.github.cameltranscription.testing.KameletApplication;
import io.github.cameltranscription.testing.KameletContract;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

class KameletsTest extends KameletContract {

    private static final String TRANSCRIBE = "aiesa-transcribe-action";
    private static final String CALCULATE = "aiesa-calculate-action";
    private static final String PUBLIC_KEY = "public-key-7f31c0";
    private static final String SECRET_KEY = "simulator-secret-82be";

    private final ProviderSimulator simulator = ProviderSimulator.builder()
            .aiesaPublicKey(PUBLIC_KEY)
            .aiesaSecretKey(SECRET_KEY)
            .start();
    private final AiesaSimulator aiesa = simulator.aiesa();

    KameletsTest() {
        super(
                AiesaOperation.SCHEME,
                Map.of("publicKeyId", PUBLIC_KEY, "secretKey", SECRET_KEY),
                Map.of("public-key", PUBLIC_KEY, "secret-key", SECRET_KEY),
                List.of(TRANSCRIBE, CALCULATE),
                List.of());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Override
    protected String baseUrl() {
        return aiesa.baseUrl();
    }

    @Override
    protected void failJobs() {
        aiesa.faults().onProcessing().error("no speech").always();
    }

    @Override
    protected void assertTranscribed() {
        aiesa.requests().assertSubmitted(1);
    }

    @Override
    protected String raw() {
        return "\"words\":[{\"word\":";
    }

    @Test
    void allPropertiesAreOnTheWire() throws Exception {
        Map<String, Object> parameters = Map.of(
                "language", "ru",
                "priority", "lightning",
                "enableDiarization", true,
                "aiPrompt", "RAW(О чём договорились? & кто)",
                "maxCost", 50,
                "jobTimeout", "30s");
        try (KameletApplication application = start(TRANSCRIBE, parameters)) {
            Message reply = application.send(Recordings.wav(1), Map.of()).getMessage();

            assertThat(aiesa.requests().submissions().get(0).fields())
                    .containsEntry("language", "ru")
                    .containsEntry("priority", "lightning")
                    .containsEntry("enable_diarization", "true")
                    .containsEntry("ai_prompt", "О чём договорились? & кто");
            assertThat(reply.getHeaders()).containsKey(AiesaConstants.ANALYSIS).containsEntry(AiesaConstants.COST, 1.4);
            assertThat(aiesa.requests().calculations()).hasSize(1);
            assertThat(application.configuration().getJobTimeout()).isEqualTo(30_000);
        }
    }

    @Test
    void aMoreExpensiveJobIsRefusedBeforeItIsSubmitted() throws Exception {
        try (KameletApplication application = start(TRANSCRIBE, Map.of("maxCost", 0.1))) {
            application.send(Recordings.wav(1), Map.of());

            assertThat(application.failed()).singleElement().satisfies(failed -> assertThat(
                            failed.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                    .hasMessageContaining("maxCost"));
            aiesa.requests().assertSubmitted(0);
        }
    }

    @Test
    void aPriceIsJsonThatTravels() throws Exception {
        Map<String, Object> parameters = Map.of("priority", "lightning", "duration", "02:00", "responseTimeout", "10s");
        try (KameletApplication application = start(CALCULATE, parameters)) {
            Message reply = application.send(null, Map.of("mine", "kept")).getMessage();

            assertThat(reply.getBody()).isInstanceOf(String.class).asString().contains("\"cost\":", "\"balance\":{");
            assertThat(reply.getHeaders())
                    .containsEntry("mine", "kept")
                    .containsEntry(Exchange.CONTENT_TYPE, "application/json")
                    .containsKey(AiesaConstants.COST);
            assertThat(aiesa.requests().calculations().get(0).body())
                    .isEqualTo("{\"priority\":\"lightning\",\"duration\":\"02:00\"}");
            assertThat(application.configuration().getResponseTimeout()).isEqualTo(10_000);
        }
    }

    @Test
    void aRecordingIsPricedByItsOwnLength() throws Exception {
        try (KameletApplication application = start(CALCULATE, Map.of())) {
            application.send(Recordings.wav(3), Map.of());

            assertThat(aiesa.requests().calculations().get(0).body()).contains("\"duration\":\"00:05\"");
        }
    }

    @Test
    void anUnknownLengthReachesTheErrorHandlerOfTheRoute() throws Exception {
        try (KameletApplication application = start(CALCULATE, Map.of())) {
            application.send(null, Map.of());

            assertFailed(application.failed(), InvalidRequestException.class, "INVALID_REQUEST");
        }
    }
}
