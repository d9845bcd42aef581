/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.testing.KameletApplication;
import io.github.cameltranscription.testing.KameletRules;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each Kamelet in a route in YAML, in Camel Main. */
class KameletsTest {

    private static final String TRANSCRIBE = "palatine-transcribe-action";
    private static final String STREAM = "palatine-stream-action";
    private static final String API_KEY = "simulator-secret-5f1c";
    private static final String WRONG_KEY = "wrong-secret-c82d";
    private static final SpokenAudio SPEECH = SpokenAudio.of("Добрый день. Сегодня ясно.", 16_000);

    @TempDir
    Path folder;

    private final ProviderSimulator simulator = ProviderSimulator.builder()
            .palatineApiKey(API_KEY)
            .streamLatency(Duration.ZERO)
            .streamRealTimeFactor(0)
            .start();
    private final PalatineSimulator palatine = simulator.palatine();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private KameletApplication start(String kamelet, Map<String, Object> parameters) throws Exception {
        Map<String, Object> all = new HashMap<>(Map.of("apiKey", "{{test.api-key}}", "baseUrl", palatine.baseUrl()));
        all.putAll(parameters);
        Map<String, String> properties = Map.of(
                "test.api-key", API_KEY,
                "camel.component.palatine.initial-delay", "20ms",
                "camel.component.palatine.max-poll-interval", "50ms",
                "camel.component.palatine.max-retries", "0");
        return KameletApplication.action(kamelet, all, properties);
    }

    @Test
    void theyKeepTheRulesOfACatalog() {
        assertThat(KameletRules.violations(PalatineOperation.SCHEME, STREAM, TRANSCRIBE))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text, text/plain;charset=UTF-8, simulated speech 1",
        "json, application/json, '\"segments\":[{\"start\":0'",
        "srt, application/x-subrip;charset=UTF-8, '00:00:00,000 --> '",
        "vtt, text/vtt;charset=UTF-8, WEBVTT",
        "csv, text/csv;charset=UTF-8, 'start,end,speaker,text'",
        "raw, application/json, '\"status\":\"success\"'"
    })
    void aRecordingBecomesWhatIsAskedFor(String format, String contentType, String expected) throws Exception {
        Path file = Files.write(folder.resolve("звонок.wav"), Recordings.wav(2));

        try (KameletApplication application = start(TRANSCRIBE, Map.of("outputFormat", format))) {
            Message reply =
                    application.send(file.toFile(), Map.of("mine", "kept")).getMessage();

            assertThat(reply.getBody()).isInstanceOf(String.class).asString().contains(expected);
            assertThat(reply.getHeaders())
                    .containsEntry("mine", "kept")
                    .containsEntry(Exchange.CONTENT_TYPE, contentType)
                    .containsKey(TranscriptionConstants.JOB_ID);
            assertThat(application.received()).hasSize(1);
            await().untilAsserted(() -> palatine.requests().assertSubmitted(1).assertEveryJobReleased());
        }
    }

    @Test
    void jsonAndTheComponentsKeyAreTakenIfNothingIsSaid() throws Exception {
        Map<String, String> properties = Map.of(
                "camel.component.palatine.api-key",
                API_KEY,
                "camel.component.palatine.base-url",
                palatine.baseUrl(),
                "camel.component.palatine.initial-delay",
                "20ms");
        for (String kamelet : new String[] {TRANSCRIBE, STREAM}) {
            try (KameletApplication application = KameletApplication.action(kamelet, Map.of(), properties)) {
                assertThat(application.send(SPEECH.wav(), Map.of()).getMessage().getBody(String.class))
                        .contains("\"provider\":\"palatine\"");
            }
        }
    }

    @Test
    void allPropertiesAreOnTheWire() throws Exception {
        Map<String, Object> parameters = Map.of(
                "language", "ru",
                "model", "palatine_small",
                "diarizationModel", "auto",
                "speakers", 2,
                "jobTimeout", "30s",
                "responseTimeout", "10s");
        try (KameletApplication application = start(TRANSCRIBE, parameters)) {
            application.send(Recordings.wav(1), Map.of());

            assertThat(palatine.requests().submissions().get(0).query())
                    .contains("language=ru", "model=palatine_small", "diarization_model=auto", "num_speakers=2");
            PalatineConfiguration configuration = application.context().getEndpoints().stream()
                    .filter(PalatineEndpoint.class::isInstance)
                    .map(endpoint -> ((PalatineEndpoint) endpoint).getConfiguration())
                    .findAny()
                    .orElseThrow();
            assertThat(configuration.getJobTimeout()).isEqualTo(30_000);
            assertThat(configuration.getResponseTimeout()).isEqualTo(10_000);
        }
    }

    @Test
    void aFailedJobReachesTheErrorHandlerOfTheRoute() throws Exception {
        palatine.faults().onProcessing().error("no speech").always();

        try (KameletApplication application = start(TRANSCRIBE, Map.of())) {
            application.send(Recordings.wav(1), Map.of());

            assertThat(application.received()).isEmpty();
            assertThat(application.failed()).singleElement().satisfies(KameletsTest::assertFailedJob);
        }
    }

    @Test
    void withoutAnErrorHandlerOfItsOwnAFailedJobReachesOnException() throws Exception {
        palatine.faults().onProcessing().error("no speech").always();

        try (KameletApplication application = start(TRANSCRIBE, Map.of("noErrorHandler", true))) {
            application.send(Recordings.wav(1), Map.of());

            assertThat(application.received()).isEmpty();
            assertThat(application.caught()).singleElement().satisfies(KameletsTest::assertFailedJob);
        }
    }

    private static void assertFailedJob(Exchange failed) {
        assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(JobFailedException.class);
        assertThat(failed.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.ERROR_CATEGORY, "JOB_FAILED")
                .containsKey(TranscriptionConstants.JOB_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "text, text/plain;charset=UTF-8, Добрый день. Сегодня ясно.",
        "json, application/json, '\"segments\":[{\"start\":'",
        "srt, application/x-subrip;charset=UTF-8, '\nДобрый день.'",
        "vtt, text/vtt;charset=UTF-8, WEBVTT",
        "csv, text/csv;charset=UTF-8, 'start,end,speaker,text'",
        "raw, application/json, '\"final\"'"
    })
    void aStreamedRecordingBecomesWhatIsAskedFor(String format, String contentType, String expected) throws Exception {
        Path file = Files.write(folder.resolve("речь.wav"), SPEECH.wav());

        try (KameletApplication application = start(STREAM, Map.of("outputFormat", format))) {
            Message reply =
                    application.send(file.toFile(), Map.of("mine", "kept")).getMessage();

            assertThat(reply.getBody()).isInstanceOf(String.class).asString().contains(expected);
            assertThat(reply.getHeaders())
                    .containsEntry("mine", "kept")
                    .containsEntry(Exchange.CONTENT_TYPE, contentType);
            palatine.streams().assertOpened(1).assertAllCompleted();
        }
    }

    @Test
    void allPropertiesOfAStreamAreOnTheWire() throws Exception {
        Map<String, Object> parameters = Map.of(
                "language", "ru",
                "model", "palatine_stream",
                "codec", "linear16",
                "sampleRate", 16_000,
                "channels", 1,
                "realtime", true,
                "outputFormat", "text",
                "responseTimeout", "10s");
        try (KameletApplication application = start(STREAM, parameters)) {
            assertThat(application.send(SPEECH.pcm(), Map.of()).getMessage().getBody())
                    .isEqualTo(SPEECH.text());

            assertThat(palatine.streams().last().parameters())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "sample_rate", "16000",
                            "codec", "linear16",
                            "channels", "1",
                            "model", "palatine_stream",
                            "language", "ru"));
            PalatineConfiguration configuration = application.context().getEndpoints().stream()
                    .filter(PalatineEndpoint.class::isInstance)
                    .map(endpoint -> ((PalatineEndpoint) endpoint).getConfiguration())
                    .findAny()
                    .orElseThrow();
            assertThat(configuration.isRealtime()).isTrue();
            assertThat(configuration.getResponseTimeout()).isEqualTo(10_000);
        }
    }

    /** With the id of another stream, the recording would be a chunk of it. */
    @Test
    void aRecordingIsAStreamOfItsOwnWhateverWentBefore() throws Exception {
        try (KameletApplication application = start(STREAM, Map.of("outputFormat", "text"))) {
            Exchange reply = application.send(SPEECH.wav(), Map.of(PalatineConstants.STREAM_ID, "another"));

            assertThat(reply.getMessage().getBody()).isEqualTo(SPEECH.text());
            palatine.streams().assertOpened(1).assertAllCompleted();
        }
    }

    @ParameterizedTest
    @CsvSource({TRANSCRIBE, STREAM})
    void aWrongKeyReachesTheErrorHandlerOfTheRouteAndIsNotLogged(String kamelet) throws Exception {
        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            outside.atInfo();
            try (KameletApplication application = start(kamelet, Map.of("apiKey", WRONG_KEY))) {
                assertRefused(application, outside);
            }
        }
    }

    private static void assertRefused(KameletApplication application, VisibleFromOutside outside) {
        application.send(SPEECH.wav(), Map.of());

        assertThat(application.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.getProperty(Exchange.EXCEPTION_CAUGHT)).isInstanceOf(AuthenticationException.class);
            assertThat(failed.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                    .isEqualTo("AUTHENTICATION");
            outside.look(failed, Set.of());
        });
        outside.lookAtOwnEndpoints(application.context());
        assertThat(outside.lines())
                .anyMatch(line -> line.startsWith("palatine:"))
                .noneMatch(line -> line.contains(WRONG_KEY));
    }
}
