/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.testing.KameletApplication;
import io.github.cameltranscription.testing.KameletContract;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

class KameletsTest extends KameletContract {

    private static final String TRANSCRIBE = "palatine-transcribe-action";
    private static final String STREAM = "palatine-stream-action";
    private static final String API_KEY = "simulator-secret-5f1c";
    private static final SpokenAudio SPEECH = SpokenAudio.of("Добрый день. Сегодня ясно.", 16_000);

    private final ProviderSimulator simulator = ProviderSimulator.builder()
            .palatineApiKey(API_KEY)
            .streamLatency(Duration.ZERO)
            .streamRealTimeFactor(0)
            .start();
    private final PalatineSimulator palatine = simulator.palatine();

    KameletsTest() {
        super(
                PalatineOperation.SCHEME,
                Map.of("apiKey", API_KEY),
                Map.of("api-key", API_KEY, "sample-rate", "8000"),
                List.of(TRANSCRIBE, STREAM),
                List.of());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Override
    protected String baseUrl() {
        return palatine.baseUrl();
    }

    @Override
    protected void failJobs() {
        palatine.faults().onProcessing().error("no speech").always();
    }

    @Override
    protected void assertTranscribed() {
        palatine.requests().assertSubmitted(1);
    }

    @Override
    protected String raw() {
        return "\"status\":\"success\"";
    }

    @Test
    void allPropertiesAreSent() throws Exception {
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
            PalatineConfiguration configuration = (PalatineConfiguration) application.configuration();
            assertThat(configuration.getJobTimeout()).isEqualTo(30_000);
            assertThat(configuration.getResponseTimeout()).isEqualTo(10_000);
        }
    }

    /** The exchange in the Kamelet is a copy, which completes before the next step of the route. */
    @Test
    void aFailureAfterTheKameletKeepsTheJob() throws Exception {
        String jobId;
        try (KameletApplication application = start(TRANSCRIBE, Map.of())) {
            application.context().getEndpoint("mock:out", MockEndpoint.class).whenAnyExchangeReceived(exchange -> {
                throw new IOException("disk full");
            });

            application.send(Recordings.wav(1), Map.of());

            jobId = application.caught().get(0).getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
        }
        // A stop waits for releases.
        palatine.requests().assertNotReleased(jobId);
    }

    @Test
    void doneAfterTheKameletReleasesTheJob() throws Exception {
        try (KameletApplication application = start(TRANSCRIBE, Map.of())) {
            Exchange reply = application.send(Recordings.wav(1), Map.of());

            application
                    .context()
                    .createProducerTemplate()
                    .send("palatine:done?apiKey=" + API_KEY + "&baseUrl=" + baseUrl(), reply);

            assertThat(reply.getException()).isNull();
            palatine.requests().assertEveryJobReleased();
        }
    }

    @Test
    void noErrorHandlerLetsAFailedJobReachOnException() throws Exception {
        failJobs();

        try (KameletApplication application = start(TRANSCRIBE, Map.of("noErrorHandler", true))) {
            application.send(Recordings.wav(1), Map.of());

            assertThat(application.received()).isEmpty();
            assertFailed(application.caught(), JobFailedException.class, "JOB_FAILED");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "json, application/json, '\"segments\":[{\"start\":'",
        "srt, application/x-subrip;charset=UTF-8, '\nДобрый день.'",
        "raw, application/json, '\"final\"'"
    })
    void outputFormatSetsTheFormatOfAStreamedRecording(String format, String contentType, String expected)
            throws Exception {
        Path file = Files.write(folder.resolve("речь.wav"), SPEECH.wav());

        try (KameletApplication application = start(STREAM, Map.of("outputFormat", format))) {
            Exchange reply = application.send(file.toFile(), Map.of("mine", "kept"));

            assertThat(assertText(reply, contentType, expected).getHeaders()).containsEntry("mine", "kept");
            palatine.streams().assertOpened(1).assertAllCompleted();
        }
    }

    @Test
    void allPropertiesOfAStreamAreSent() throws Exception {
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
            PalatineConfiguration configuration = (PalatineConfiguration) application.configuration();
            assertThat(configuration.isRealtime()).isTrue();
            assertThat(configuration.getResponseTimeout()).isEqualTo(10_000);
        }
    }

    /** With the id of another stream, the recording would be a chunk of that stream. */
    @Test
    void theIdOfAnotherStreamIsIgnored() throws Exception {
        try (KameletApplication application = start(STREAM, Map.of("outputFormat", "text"))) {
            Exchange reply = application.send(SPEECH.wav(), Map.of(PalatineConstants.STREAM_ID, "another"));

            assertThat(reply.getMessage().getBody()).isEqualTo(SPEECH.text());
            palatine.streams().assertOpened(1).assertAllCompleted();
        }
    }
}
