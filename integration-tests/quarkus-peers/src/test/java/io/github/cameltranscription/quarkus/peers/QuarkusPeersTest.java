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
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
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

/** The three components as plain jars in Camel Quarkus, between real file servers and HTTP. */
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
        // What does not name a variant is shown against a mixture of all.
        mixVariants(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"palatine", "shopot", "aiesa"})
    void transcribesWithTheOptionsOfApplicationProperties(String provider) {
        Transcript transcript = template.requestBody(provider + ":transcribe", Recordings.wav(2), Transcript.class);

        assertThat(transcript.provider()).isEqualTo(provider);
        assertThat(transcript.segments()).hasSize(2);
        RecordedRequest submission =
                switch (provider) {
                    case "palatine" ->
                        peers.simulator()
                                .palatine()
                                .requests()
                                .of(PalatineCall.SUBMIT)
                                .get(0);
                    case "shopot" ->
                        peers.simulator()
                                .shopot()
                                .requests()
                                .of(ShopotCall.SUBMIT)
                                .get(0);
                    default ->
                        peers.simulator()
                                .aiesa()
                                .requests()
                                .of(AiesaCall.SUBMIT)
                                .get(0);
                };
        assertThat(submission.file().size()).isEqualTo(Recordings.wav(2).length);
    }

    static Stream<Object> variants() {
        return Stream.of(
                        Stream.of(PalatineVariant.values()),
                        Stream.of(ShopotVariant.values()),
                        Stream.of(AiesaVariant.values()),
                        Stream.of(1L, 2L, 3L))
                .flatMap(Function.identity());
    }

    /** A number is a seed: each answer has another shape then. */
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
        deliverAtTheSecondTry();
        byte[] recording = recording();
        put(recording, peers.ftpFolder().resolve("interview.wav"));

        LoggedRequest delivered = delivered();

        assertThat(delivered.getHeader("X-File")).isEqualTo("interview.wav");
        assertThat(delivered.getBodyAsString()).startsWith("1\n00:00:0").contains(" --> ");
        assertThat(delivered.getHeaders().all())
                .noneMatch(header -> header.key().startsWith("Camel"));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(peers.ftpFolder().resolve("done/interview.wav"))
                .exists());
        List<RecordedRequest> submissions =
                peers.simulator().palatine().requests().of(PalatineCall.SUBMIT);
        assertThat(submissions).hasSize(1);
        assertThat(submissions.get(0).file().fileName()).isEqualTo("interview.wav");
        assertThat(submissions.get(0).file().sha256()).isEqualTo(sha256(recording));
    }

    @Test
    void aFileOfAnSftpServerIsDeliveredOverHttp() throws Exception {
        deliverAtTheSecondTry();
        byte[] recording = recording();
        put(recording, peers.sftpFolder().resolve("interview.wav"));

        LoggedRequest delivered = delivered();

        assertThat(delivered.getHeader("X-File")).isEqualTo("interview.wav");
        assertThat(delivered.getBodyAsString()).contains("[simulated speech 1]");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(peers.sftpFolder().resolve("done/interview.wav"))
                .exists());
        List<RecordedRequest> submissions = peers.simulator().aiesa().requests().of(AiesaCall.SUBMIT);
        assertThat(submissions).hasSize(1);
        assertThat(submissions.get(0).file().sha256()).isEqualTo(sha256(recording));
    }

    /** With what a text transfer would change. */
    private static byte[] recording() {
        byte[] recording = Recordings.wav(3);
        recording[recording.length - 4] = '\r';
        recording[recording.length - 3] = '\n';
        return recording;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    /** The FTP server must not show a file that is not complete. */
    private void put(byte[] recording, Path file) throws Exception {
        Files.move(Files.write(file.resolveSibling("../" + file.getFileName()), recording), file);
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

    private LoggedRequest delivered() {
        return await().atMost(LIMIT)
                .until(() -> http.findAll(postRequestedFor(urlPathEqualTo("/transcripts"))), all -> all.size() == 2)
                .get(1);
    }

    @Test
    void theTlsConfigurationOfQuarkusIsShared() {
        answer(okJson("{\"status\":\"scheduled\",\"task_id\":\"7\"}"));
        http.stubFor(get(urlPathTemplate("/transcribe/task_status/{id}"))
                .willReturn(okJson(
                        "{\"id\":\"7\",\"status\":\"success\",\"data\":{\"text\":\" Hello\",\"segments\":[]}}")));
        String secure = "baseUrl=https://127.0.0.1:" + http.httpsPort();

        // Submitted by one HTTP client, waited for by another.
        String text = template.requestBody("palatine:transcribe?" + secure, Recordings.wav(1), String.class);
        Exchange untrusting = template.request("shopot:submit?maxRetries=0&" + secure, exchange -> exchange.getMessage()
                .setBody(Recordings.wav(1)));

        assertThat(text).isEqualTo("Hello");
        assertThat(untrusting.getException()).hasMessageContaining("SSLHandshakeException");
    }

    private void answer(ResponseDefinitionBuilder answer) {
        http.stubFor(any(anyUrl()).willReturn(answer));
    }
}
