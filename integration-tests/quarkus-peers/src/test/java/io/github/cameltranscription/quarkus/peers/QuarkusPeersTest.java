/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.aiesa.AiesaVariant;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.palatine.PalatineVariant;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.simulator.shopot.ShopotCall;
import io.github.cameltranscription.simulator.shopot.ShopotVariant;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The three components as plain jars in Camel Quarkus, with real file servers and HTTP. */
@QuarkusTest
@QuarkusTestResource(PeersResource.class)
class QuarkusPeersTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    PeersResource.Peers peers;

    @Inject
    ProducerTemplate template;

    private WireMockServer http;

    @BeforeEach
    void forget() {
        http = peers.http();
        http.resetAll();
        peers.simulator().palatine().requests().clear();
        peers.simulator().shopot().requests().clear();
        peers.simulator().aiesa().requests().clear();
        // A test that names no variant runs with a mixture of all.
        mixVariants(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"palatine", "shopot", "aiesa"})
    void transcribesWithTheOptionsOfApplicationProperties(String provider) {
        Transcript transcript = template.requestBody(provider + ":transcribe", Recordings.wav(2), Transcript.class);

        assertThat(transcript.provider()).isEqualTo(provider);
        assertThat(transcript.segments()).hasSize(2);
        ProviderSimulator simulator = peers.simulator();
        List<RecordedRequest> submissions =
                switch (provider) {
                    case "palatine" -> simulator.palatine().requests().of(PalatineCall.SUBMIT);
                    case "shopot" -> simulator.shopot().requests().of(ShopotCall.SUBMIT);
                    default -> simulator.aiesa().requests().of(AiesaCall.SUBMIT);
                };
        assertThat(submissions.get(0).file().size()).isEqualTo(Recordings.wav(2).length);
    }

    static Stream<Object> variants() {
        return Stream.of(
                        Stream.of(PalatineVariant.values()),
                        Stream.of(ShopotVariant.values()),
                        Stream.of(AiesaVariant.values()),
                        Stream.of(1L, 2L, 3L))
                .flatMap(Function.identity());
    }

    /** A number is the seed of a mixture: each answer has another shape. */
    @ParameterizedTest
    @MethodSource("variants")
    void everyShapeOfAnswersIsUnderstood(Object variant) {
        ProviderSimulator simulator = peers.simulator();
        List<String> providers;
        if (variant instanceof PalatineVariant named) {
            simulator.palatine().variant(named);
            providers = List.of("palatine");
        } else if (variant instanceof ShopotVariant named) {
            simulator.shopot().variant(named);
            providers = List.of("shopot");
        } else if (variant instanceof AiesaVariant named) {
            simulator.aiesa().variant(named);
            providers = List.of("aiesa");
        } else {
            mixVariants((Long) variant);
            providers = List.of("palatine", "shopot", "aiesa");
        }
        for (String provider : providers) {
            TranscriptionJob job =
                    template.requestBody(provider + ":submit", Recordings.wav(2), TranscriptionJob.class);
            Transcript transcript = template.requestBody(provider + ":await", job, Transcript.class);

            assertThat(transcript.text()).isEqualTo("[simulated speech 1] [simulated speech 2]");
            assertThat(transcript.segments()).hasSize(2);
        }
    }

    private void mixVariants(long seed) {
        peers.simulator().palatine().mixedVariants(seed);
        peers.simulator().shopot().mixedVariants(seed);
        peers.simulator().aiesa().mixedVariants(seed);
    }

    @Test
    void aFileOfAnFtpServerIsDeliveredOverHttp() throws Exception {
        LoggedRequest delivered = delivered(peers.ftpFolder());

        assertThat(delivered.getBodyAsString()).startsWith("1\n00:00:0").contains(" --> ");
        assertThat(delivered.getHeaders().all())
                .noneMatch(header -> header.key().startsWith("Camel"));
        assertSubmitted(peers.simulator().palatine().requests().of(PalatineCall.SUBMIT));
    }

    @Test
    void aFileOfAnSftpServerIsDeliveredOverHttp() throws Exception {
        LoggedRequest delivered = delivered(peers.sftpFolder());

        assertThat(delivered.getBodyAsString()).contains("[simulated speech 1]");
        assertSubmitted(peers.simulator().aiesa().requests().of(AiesaCall.SUBMIT));
    }

    /** Puts a recording into the folder of a server; its transcript is delivered at the second try. */
    private LoggedRequest delivered(Path folder) throws Exception {
        deliverAtTheSecondTry();
        // Moved, because the server must not show a file that is not complete.
        Files.move(Files.write(folder.resolveSibling("interview.wav"), recording()), folder.resolve("interview.wav"));
        LoggedRequest delivered = await().atMost(LIMIT)
                .until(() -> http.findAll(postRequestedFor(urlPathEqualTo("/transcripts"))), all -> all.size() == 2)
                .get(1);
        assertThat(delivered.getHeader("X-File")).isEqualTo("interview.wav");
        await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("done/interview.wav")));
        return delivered;
    }

    private static void assertSubmitted(List<RecordedRequest> submissions) throws Exception {
        assertThat(submissions).hasSize(1);
        assertThat(submissions.get(0).file().fileName()).isEqualTo("interview.wav");
        assertThat(submissions.get(0).file().sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(recording())));
    }

    /** With bytes that a text transfer changes. */
    private static byte[] recording() {
        byte[] recording = Recordings.wav(3);
        recording[recording.length - 4] = '\r';
        recording[recording.length - 3] = '\n';
        return recording;
    }

    private void deliverAtTheSecondTry() {
        http.stubFor(post("/transcripts")
                .inScenario("delivery")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503))
                .willSetStateTo("up"));
        http.stubFor(post("/transcripts")
                .inScenario("delivery")
                .whenScenarioStateIs("up")
                .willReturn(ok()));
    }

    @Test
    void theTlsConfigurationOfQuarkusIsShared() {
        http.stubFor(any(anyUrl()).willReturn(okJson("{\"status\":\"scheduled\",\"task_id\":\"7\"}")));
        http.stubFor(get(urlPathTemplate("/transcribe/task_status/{id}"))
                .willReturn(okJson(
                        "{\"id\":\"7\",\"status\":\"success\",\"data\":{\"text\":\" Hello\",\"segments\":[]}}")));
        String secure = "baseUrl=https://127.0.0.1:" + http.httpsPort();

        // One HTTP client submits, and another polls.
        String text = template.requestBody("palatine:transcribe?" + secure, Recordings.wav(1), String.class);
        Exchange untrusting = template.request("shopot:submit?maxRetries=0&" + secure, exchange -> exchange.getMessage()
                .setBody(Recordings.wav(1)));

        assertThat(text).isEqualTo("Hello");
        assertThat(untrusting.getException()).hasMessageContaining("SSLHandshakeException");
    }
}
