/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;

import static org.assertj.core.api.Assertions.assertThat;

class LinkSubmissionTest extends PalatineTestBase {

    private static final String PATH = "/transcribe/do_transcribe_by_url";

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.linkedAudioDuration(Duration.ofSeconds(20));
    }

    private HttpResponse<String> submit(String query, String body) throws IOException, InterruptedException {
        return client.postJson(PATH + query, body);
    }

    @Test
    void aLinkMakesAJobOfTheConfiguredDuration() throws IOException, InterruptedException {
        String body = "{\"source_url\":\"https://bucket.example/a/%D1%8F.mp3?X-Amz-Signature=1\"}";
        String id = PalatineClient.taskId(submit("?model=palatine_small", body));

        assertThat(client.status(id).getJsonObject("data").getDouble("duration"))
                .isEqualTo(20);
        assertThat(palatine.job(id).orElseThrow().fileName()).isEqualTo("я.mp3");
        palatine.requests().assertSubmitted(1);
        assertThat(palatine.requests().of(PalatineCall.SUBMIT_BY_URL))
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.body()).isEqualTo(body);
                    assertThat(request.queryParameter("model")).isEqualTo("palatine_small");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"source_url\":1}",
                "{\"source_url\":null}",
                "{\"source_url\":\"ftp://host/a.wav\"}",
                "{\"source_url\":\"file:///etc/passwd\"}",
                "{\"source_url\":\"http:///a.wav\"}",
                "{\"source_url\":\"a.wav\"}",
                "{\"source_url\":\"http://host/a b\"}",
            })
    void wrongBodiesAreRefused(String body) throws IOException, InterruptedException {
        assertStatus(422, submit("", body));
        palatine.requests().assertSubmitted(0);
    }

    @Test
    void wrongParametersAndTypesAreRefused() throws IOException, InterruptedException {
        String body = "{\"source_url\":\"https://host/a.wav\"}";

        assertStatus(
                422,
                submit("?diarization_model=palatine_diarize&num_speakers=5", body),
                client.post(PATH, "text/plain", body));
        assertStatus(413, submit("", body + " ".repeat(2_000_000)));
    }
}
