/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.aiesa.AiesaSimulator;
import io.github.cameltranscription.testing.KameletApplication;
import io.github.cameltranscription.testing.KameletRules;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;

/** Each Kamelet in a route in YAML, in Camel Main. */
class KameletsTest {

    private static final String TRANSCRIBE = "aiesa-transcribe-action";
    private static final String CALCULATE = "aiesa-calculate-action";
    private static final String PUBLIC_KEY = "public-key-7f31c0";
    private static final String SECRET_KEY = "simulator-secret-82be";
    private static final String WRONG_PUBLIC_KEY = "wrong-public-key-0a6e";
    private static final String WRONG_SECRET_KEY = "wrong-secret-c82d";

    @TempDir
    Path folder;

    private final ProviderSimulator simulator = ProviderSimulator.builder()
            .aiesaPublicKey(PUBLIC_KEY)
            .aiesaSecretKey(SECRET_KEY)
            .start();
    private final AiesaSimulator aiesa = simulator.aiesa();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private KameletApplication start(String kamelet, Map<String, Object> parameters) throws Exception {
        Map<String, Object> all = new HashMap<>(Map.of(
                "publicKeyId", "{{test.access-key}}", "secretKey", "{{test.secret-key}}", "baseUrl", aiesa.baseUrl()));
        all.putAll(parameters);
        Map<String, String> properties = Map.of(
                "test.access-key", PUBLIC_KEY,
                "test.secret-key", SECRET_KEY,
                "camel.component.aiesa.initial-delay", "20ms",
                "camel.component.aiesa.max-poll-interval", "50ms",
                "camel.component.aiesa.max-retries", "0");
        return KameletApplication.action(kamelet, all, properties);
    }

    private static AiesaConfiguration configuration(KameletApplication application) {
        return application.context().getEndpoints().stream()
                .filter(AiesaEndpoint.class::isInstance)
                .map(endpoint -> ((AiesaEndpoint) endpoint).getConfiguration())
                .findAny()
                .orElseThrow();
    }

    @Test
    void theyKeepTheRulesOfACatalog() {
        assertThat(KameletRules.violations(AiesaOperation.SCHEME, CALCULATE, TRANSCRIBE))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text, text/plain;charset=UTF-8, simulated speech 1",
        "json, application/json, '\"segments\":[{\"start\":0'",
        "srt, application/x-subrip;charset=UTF-8, '00:00:00,000 --> '",
        "vtt, text/vtt;charset=UTF-8, WEBVTT",
        "csv, text/csv;charset=UTF-8, 'start,end,speaker,text'",
        "raw, application/json, '\"words\":[{\"word\":'"
    })
    void aRecordingBecomesWhatIsAskedFor(String format, String contentType, String expected) throws Exception {
        Path file = Files.write(folder.resolve("Совещание.wav"), Recordings.wav(2));

        try (KameletApplication application = start(TRANSCRIBE, Map.of("outputFormat", format))) {
            Message reply =
                    application.send(file.toFile(), Map.of("mine", "kept")).getMessage();

            assertThat(reply.getBody()).isInstanceOf(String.class).asString().contains(expected);
            assertThat(reply.getHeaders())
                    .containsEntry("mine", "kept")
                    .containsEntry(Exchange.CONTENT_TYPE, contentType)
                    .containsKey(TranscriptionConstants.JOB_ID)
                    .containsEntry(AiesaConstants.COST, 0.7);
            assertThat(application.received()).hasSize(1);
            aiesa.requests().assertSubmitted(1);
        }
    }

    @Test
    void jsonAndTheComponentsKeysAreTakenIfNothingIsSaid() throws Exception {
        Map<String, String> properties = Map.of(
                "camel.component.aiesa.public-key",
                PUBLIC_KEY,
                "camel.component.aiesa.secret-key",
                SECRET_KEY,
                "camel.component.aiesa.base-url",
                aiesa.baseUrl(),
                "camel.component.aiesa.initial-delay",
                "20ms");
        for (String kamelet : new String[] {TRANSCRIBE, CALCULATE}) {
            try (KameletApplication application = KameletApplication.action(kamelet, Map.of(), properties)) {
                assertThat(application
                                .send(Recordings.wav(1), Map.of())
                                .getMessage()
                                .getBody(String.class))
                        .startsWith("{");
            }
        }
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
            assertThat(reply.getHeaders()).containsKey(AiesaConstants.ANALYSIS);
            assertThat(aiesa.requests().calculations()).hasSize(1);
            assertThat(configuration(application).getJobTimeout()).isEqualTo(30_000);
        }
    }

    @Test
    void aDearerJobIsRefusedBeforeItIsSubmitted() throws Exception {
        try (KameletApplication application = start(TRANSCRIBE, Map.of("maxCost", 0.1))) {
            application.send(Recordings.wav(1), Map.of());

            assertThat(application.failed()).singleElement().satisfies(failed -> assertThat(
                            failed.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                    .hasMessageContaining("maxCost"));
            aiesa.requests().assertSubmitted(0);
        }
    }

    @Test
    void aFailedJobReachesTheErrorHandlerOfTheRoute() throws Exception {
        aiesa.faults().onProcessing().error("no speech").always();

        try (KameletApplication application = start(TRANSCRIBE, Map.of())) {
            application.send(Recordings.wav(1), Map.of());

            assertThat(application.received()).isEmpty();
            assertThat(application.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(JobFailedException.class);
                assertThat(failed.getMessage().getHeaders())
                        .containsEntry(TranscriptionConstants.ERROR_CATEGORY, "JOB_FAILED")
                        .containsKey(TranscriptionConstants.JOB_ID);
            });
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
            assertThat(configuration(application).getResponseTimeout()).isEqualTo(10_000);
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

            assertThat(application.failed()).singleElement().satisfies(failed -> {
                assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(InvalidRequestException.class);
                assertThat(failed.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                        .isEqualTo("INVALID_REQUEST");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({TRANSCRIBE, CALCULATE})
    void wrongKeysReachTheErrorHandlerOfTheRouteAndAreNotLogged(String kamelet) throws Exception {
        Map<String, Object> keys = Map.of("publicKeyId", WRONG_PUBLIC_KEY, "secretKey", WRONG_SECRET_KEY);
        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            outside.atInfo();
            try (KameletApplication application = start(kamelet, keys)) {
                assertRefused(application, outside);
            }
        }
    }

    private static void assertRefused(KameletApplication application, VisibleFromOutside outside) {
        application.send(Recordings.wav(1), Map.of());

        assertThat(application.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(AuthenticationException.class);
            assertThat(failed.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                    .isEqualTo("AUTHENTICATION");
            outside.look(failed, Set.of());
        });
        outside.lookAtOwnEndpoints(application.context());
        assertThat(outside.lines())
                .anyMatch(line -> line.startsWith("aiesa:"))
                .noneMatch(line -> line.contains(WRONG_PUBLIC_KEY) || line.contains(WRONG_SECRET_KEY));
    }
}
