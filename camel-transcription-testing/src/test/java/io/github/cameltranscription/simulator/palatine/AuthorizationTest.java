/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.http.HttpResponse;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuthorizationTest extends PalatineTestBase {

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.palatineApiKey("secret");
    }

    private PalatineClient client(String authorization) {
        return new PalatineClient(palatine.baseUrl(), authorization);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "secret", "Basic secret", "Bearer secret2"})
    void aMissingOrWrongTokenIsRefused(String authorization) throws IOException, InterruptedException {
        PalatineClient client = client(authorization);
        HttpResponse<String> poll = client.get("/transcribe/task_status/1");
        HttpResponse<String> upload = client.upload("/transcribe/do_transcribe", "a.wav", WavFile.of(1));

        assertStatus(401, poll, upload);
        assertThat(poll.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(new JsonObject(poll.body()).getString("detail")).contains("token");
        palatine.requests().assertSubmitted(0).assertCount(PalatineCall.SUBMIT, 1);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> palatine.requests().assertAllAuthorized());
    }

    @Test
    void theConfiguredKeyIsAccepted() throws IOException, InterruptedException {
        client("Bearer secret").submit("", "a.wav", WavFile.of(1));

        palatine.requests().assertSubmitted(1).assertAllAuthorized();
    }

    @Test
    void unknownPathsAndMethodsAreRefused() throws IOException, InterruptedException {
        PalatineClient client = client("Bearer secret");

        assertStatus(404, client.get("/transcribe/nothing"));
        assertStatus(405, client.get("/transcribe/do_transcribe"), client.post("/transcribe/task_status/1"));
        palatine.requests().assertCount(PalatineCall.UNKNOWN, 1);
    }
}
