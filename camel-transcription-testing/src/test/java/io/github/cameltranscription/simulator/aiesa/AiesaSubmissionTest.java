/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.net.http.HttpResponse;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.multipart.Multipart;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaSubmissionTest extends AiesaTestBase {

    private static final byte[] TALK = WavFile.of(1);
    private static final String LINK = "https://example.com/talk.mp3";

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.largestUpload(100_000);
    }

    private static Multipart file() {
        return Multipart.ofFile("talk.wav", "audio/wav", TALK);
    }

    private static Multipart link() {
        return new Multipart().field("source_type", "url").field("source_url", LINK);
    }

    private void assertInvalid(HttpResponse<String> answer, String field) {
        assertStatus(422, answer);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getJsonObject("errors").fieldNames()).containsExactly(field);
        assertThat(body.getString("message")).isNotBlank();
        assertThat(aiesa.jobs()).isEmpty();
        aiesa.requests().assertSubmitted(0);
    }

    @Test
    void aFileOrALinkIsAccepted() throws Exception {
        client.submitted(file());
        client.submitted(file().field("source_type", "upload"));
        client.submitted(link());

        aiesa.requests().assertSubmitted(3);
        assertThat(aiesa.jobs()).extracting("fileName").containsExactly("talk.wav", "talk.wav", "talk.mp3");
    }

    @Test
    void neitherOrBothAreRefused() throws Exception {
        assertInvalid(client.submit(new Multipart().field("language", "ru")), "file");
        assertInvalid(client.submit(file().field("source_type", "url").field("source_url", LINK)), "file");
        assertInvalid(client.submit(file().field("source_url", LINK)), "file");
        assertInvalid(client.submit(file().field("source_type", "url")), "file");
        assertInvalid(client.submit(new Multipart().field("source_url", LINK)), "source_type");
        assertInvalid(
                client.submit(new Multipart().field("source_type", "upload").field("source_url", LINK)), "source_type");
        assertInvalid(client.submit(new Multipart().field("source_type", "link")), "source_type");
        assertInvalid(client.submit(new Multipart().field("source_type", "url")), "source_url");
    }

    @ParameterizedTest
    @CsvSource({"ftp://example.com/a.mp3", "talk.mp3", "'https://exa mple.com/a'", "https:///a.mp3"})
    void anInvalidLinkIsRefused(String url) throws Exception {
        assertInvalid(
                client.submit(new Multipart().field("source_type", "url").field("source_url", url)), "source_url");
    }

    @ParameterizedTest
    @CsvSource({
        "language, russian",
        "language, RU",
        "priority, fast",
        "enable_diarization, 1",
        "enable_diarization, True",
    })
    void badParametersAreRefused(String field, String value) throws Exception {
        assertInvalid(client.submit(file().field(field, value)), field);
        assertInvalid(client.submit(link().field(field, value)), field);
    }

    @Test
    void aFilePartMustBeAudio() throws Exception {
        assertInvalid(client.submit(Multipart.ofFile("talk.wav", "application/octet-stream", TALK)), "file");
        assertInvalid(client.submit(Multipart.ofFile("talk.wav", null, TALK)), "file");
        assertInvalid(client.submit(Multipart.ofFile("talk.wav", "audio/wav", new byte[0])), "file");
        assertInvalid(client.submit(new Multipart().part("name=\"file\"", "audio/wav", TALK)), "file");
    }

    @Test
    void aJsonBodyIsRefused() throws Exception {
        JsonObject body = new JsonObject().put("source_type", "url").put("source_url", LINK);
        assertInvalid(client.postJson("/transcriptions", body.encode()), "file");
    }

    @Test
    void aTooLargeUploadIsRefused() throws Exception {
        HttpResponse<String> answer = client.submit(Multipart.ofFile("talk.wav", "audio/wav", new byte[200_000]));

        assertStatus(413, answer);
        assertThat(answer.body()).contains("payload_too_large");
    }

    @Test
    void anEmptyAccountIsRefused() throws Exception {
        aiesa.balance(1.39);
        assertStatus(402, client.submit(file().field("priority", "lightning")));
        client.submitted(file());
        assertThat(aiesa.balance()).isEqualTo(0.69);
        assertStatus(402, client.submit(file()));
        aiesa.requests().assertSubmitted(1);
    }
}
