/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.multipart.Multipart;
import io.github.cameltranscription.simulator.request.RecordedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AiesaFaultTest extends AiesaTestBase {

    private static final byte[] TALK = WavFile.of(1);

    private AiesaFaults faults;

    @Override
    @BeforeEach
    protected void start() throws IOException {
        super.start();
        faults = aiesa.faults();
    }

    private static Multipart file(String name) {
        return Multipart.ofFile(name, "audio/wav", TALK);
    }

    private String text(String id) {
        return aiesa.cdnUrl() + "/transcriptions/" + id + "/text.txt";
    }

    private int call(AiesaCall call) throws IOException, InterruptedException {
        return switch (call) {
            case CALCULATE ->
                client.calculate(new JsonObject().put("duration", "00:05")).statusCode();
            case SUBMIT -> client.submit(file("a.wav")).statusCode();
            case STATUS -> client.get("/transcriptions/1").statusCode();
            case MODELS -> client.get("/ai/models").statusCode();
            case RESULT -> AiesaClient.download(text("1")).statusCode();
            case UNKNOWN -> throw new IllegalArgumentException();
        };
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyCallCanGoWrong(AiesaCall call) throws Exception {
        faults.on(call).status(599).once();
        for (AiesaCall other : AiesaCall.values()) {
            if (other != call && other != AiesaCall.UNKNOWN) {
                assertThat(call(other)).isNotEqualTo(599);
            }
        }

        assertThat(call(call)).isEqualTo(599);
        assertThat(call(call)).isNotEqualTo(599);
    }

    @Test
    void anyCallCanGoWrong() throws Exception {
        faults.onAny().status(500).times(2);

        assertThat(call(AiesaCall.MODELS)).isEqualTo(500);
        assertThat(call(AiesaCall.RESULT)).isEqualTo(500);
        assertThat(call(AiesaCall.MODELS)).isEqualTo(200);
        faults.onAny().status(500).always();
        faults.clear();
        assertThat(call(AiesaCall.MODELS)).isEqualTo(200);
    }

    @Test
    void faultsHaveTheProvidersErrorFormat() throws Exception {
        faults.onModels().status(503).once();
        faults.onModels().insufficientBalance().once();

        assertThat(new JsonObject(client.get("/ai/models").body()))
                .isEqualTo(new JsonObject()
                        .put("error", "server_error")
                        .put("message", "Simulated fault 503")
                        .put("errors", new JsonObject()));
        HttpResponse<String> poor = client.get("/ai/models");
        assertStatus(402, poor);
        assertThat(new JsonObject(poor.body()).getString("message")).isEqualTo("Not enough balance");
    }

    @Test
    void theApiCanRedirect() throws Exception {
        faults.onStatus()
                .status(302)
                .header("Location", aiesa.cdnUrl() + "/transcriptions/1/text.txt")
                .once();

        HttpResponse<String> answer = client.get("/transcriptions/1");
        assertStatus(302, answer);
        assertThat(answer.headers().firstValue("Location")).hasValue(text("1"));
    }

    @Test
    void aFaultStrikesOnlySignedCalls() throws Exception {
        faults.onModels().status(503).always();

        assertStatus(401, AiesaClient.send(client.anonymous("/ai/models")));
        aiesa.requests().assertRefusedSignatures(1);
    }

    @Test
    void aFaultThatLooksLikeARefusedSignatureIsNotCounted() throws Exception {
        faults.onModels().status(401).once();

        assertStatus(401, client.get("/ai/models"));
        aiesa.requests().assertRefusedSignatures(0);
    }

    @Test
    void aJobWhoseAnswerIsLostIsPaidFor() throws Exception {
        faults.onSubmit().reset().afterProcessing().once();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.submit(file("a.wav")));
        aiesa.requests().assertSubmitted(1);
        assertThat(aiesa.jobs()).hasSize(1);
        assertThat(aiesa.requests().submissions().get(0).answerStatus()).isEqualTo(RecordedRequest.NO_ANSWER);
    }

    @Test
    void resultsCanBreakOffForOneFile() throws Exception {
        String broken = client.submitted(file("broken.wav"));
        String whole = client.submitted(file("whole.wav"));
        faults.onResult().truncate().onlyForFile("broken.wav").once();

        assertThat(AiesaClient.download(text(whole)).body()).isNotEmpty();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> AiesaClient.download(text(broken)));
        assertThat(aiesa.job(broken).orElseThrow().fetched()).isFalse();
        assertStatus(200, AiesaClient.download(text(broken)));
        assertThat(aiesa.job(broken).orElseThrow().fetched()).isTrue();
    }

    @Test
    void aJobCanFailForLackOfMoney() throws Exception {
        faults.onProcessing().insufficientBalance().onlyForFile("a.wav").once();
        String other = client.submitted(file("b.wav"));
        String id = client.submitted(file("a.wav"));

        assertThat(client.status(id).getString("error_message")).isEqualTo("Not enough balance");
        assertThat(aiesa.job(id).orElseThrow().state()).isEqualTo(JobState.ERROR);
        assertThat(aiesa.job(other).orElseThrow().state()).isEqualTo(JobState.SUCCESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Public-Key", "X-Timestamp", "X-Signature", "Authorization"})
    void theServerOfTheResultsRefusesSecrets(String header) throws Exception {
        String id = client.submitted(file("a.wav"));
        assertStatus(200, AiesaClient.download(text(id)));
        aiesa.requests().assertNoSignedHeadersOnCdn();

        HttpResponse<String> answer =
                AiesaClient.send(HttpRequest.newBuilder(URI.create(text(id))).header(header, "hush-hush"));
        assertStatus(400, answer);
        assertThat(answer.body()).doesNotContain("hush-hush");
        assertThat(aiesa.requests().signedRequestsOnCdn()).isEqualTo(1);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> aiesa.requests().assertNoSignedHeadersOnCdn())
                .withMessageContaining("they came with 1 requests")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("hush-hush"));
        aiesa.requests().clear();
        aiesa.requests().assertNoSignedHeadersOnCdn();
    }

    @Test
    void headersAreRecordedButNotPrinted() throws Exception {
        client.get("/ai/models");

        RecordedRequest request = aiesa.requests().models().get(0);
        assertThat(request.header("x-public-key")).isEqualTo("test-public-key");
        String timestamp = request.header("x-timestamp");
        String signature = request.header("x-signature");
        assertThat(signature).isEqualTo(Hmac.hex("test-secret-key", "test-public-key\n" + timestamp));
        assertThat(request).hasToString("GET /aiesa/api/v1/ai/models -> 200");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> aiesa.requests().assertSubmitted(7))
                .satisfies(error -> assertThat(error.getMessage())
                        .contains("/ai/models")
                        .doesNotContain("test-public-key", timestamp, signature));
    }
}
