/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.http.HttpResponse;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.audio.WavFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuthorizationTest {

    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.builder().palatineApiKey("secret").start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private PalatineClient client(String authorization) {
        return new PalatineClient(simulator.palatine().baseUrl(), authorization);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "secret", "Basic secret", "Bearer secret2"})
    void aMissingOrWrongTokenIsRefused(String authorization) throws IOException, InterruptedException {
        PalatineClient client = client(authorization);
        HttpResponse<String> poll = client.get("/transcribe/task_status/1");
        HttpResponse<String> upload = client.upload("/transcribe/do_transcribe", "a.wav", WavFile.of(1));

        assertThat(poll.statusCode()).isEqualTo(401);
        assertThat(poll.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(new JsonObject(poll.body()).getString("detail")).contains("token");
        assertThat(upload.statusCode()).isEqualTo(401);
        simulator.palatine().requests().assertSubmitted(0).assertCount(PalatineCall.SUBMIT, 1);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> simulator.palatine().requests().assertAllAuthorized());
    }

    @Test
    void theConfiguredKeyIsAccepted() throws IOException, InterruptedException {
        client("Bearer secret").submit("", "a.wav", WavFile.of(1));

        simulator.palatine().requests().assertSubmitted(1).assertAllAuthorized();
    }

    @Test
    void unknownPathsAndMethodsAreRefused() throws IOException, InterruptedException {
        PalatineClient client = client("Bearer secret");

        assertThat(client.get("/transcribe/nothing").statusCode()).isEqualTo(404);
        assertThat(client.get("/transcribe/do_transcribe").statusCode()).isEqualTo(405);
        assertThat(client.post("/transcribe/task_status/1").statusCode()).isEqualTo(405);
        simulator.palatine().requests().assertCount(PalatineCall.UNKNOWN, 1);
    }
}
