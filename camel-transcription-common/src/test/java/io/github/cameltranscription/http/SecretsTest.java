/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SecretsTest extends HttpTest {

    @Test
    void aServerThatEchoesTheSecretCannotBringItIntoTheException() {
        try (RawServer server = RawServer.answering(401, "{\"detail\":\"token " + SECRET + " is unknown\"}")) {
            ProviderClient client = client(server);

            assertSecretFree(refusalOf(client.send(STATUS)));
            assertSecretFree(refusalOf(client.download(STATUS)));
            assertSecretFree(refusalOf(client.submit(LINK_SUBMISSION)));
            assertSecretFree(refusalOf(client.upload(SUBMISSION, form(), LONG)));
        }
    }

    @Test
    void anUnreadableAnswerThatEchoesTheSecretCannotBringItIntoTheException() {
        ProviderClient client = client(null, "http://localhost");
        HttpAnswer answer = new HttpAnswer(200, Map.of(), ("what? " + SECRET).getBytes());

        assertSecretFree(
                catchThrowableOfType(TranscriptionException.class, () -> client.read(STATUS, answer, text -> null)));
        assertSecretFree(client.unreadableSubmission(SUBMISSION, answer, "not JSON"));
    }

    @Test
    void aServerThatSpeaksNoHttpAndEchoesTheSecretCannotBringItIntoTheException() {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("Authorization: Bearer " + SECRET + "\r\n\r\n");
        })) {
            ProviderClient client = client(server, SHORT);

            assertSecretFree(refusalOf(client.send(STATUS)));
            assertSecretFree(refusalOf(client.download(STATUS)));
            assertSecretFree(refusalOf(client.upload(SUBMISSION, form(), LONG)));
        }
    }

    private static void assertSecretFree(TranscriptionException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(SECRET);
        assertThat(failure.getDetails().toString()).doesNotContain(SECRET);
    }

    @Test
    void theMaskReplacesEverySecretWhereverItStands() {
        SecretMask mask = new SecretMask("abc", null, "", "abcdef");

        assertThat(mask.apply("abcdef and abc")).isEqualTo("xxxxxx and xxxxxx");
        assertThat(mask.toString()).doesNotContain("abc");
    }

    @Test
    void aCallsTextLeavesOutCredentialsQueryAndBody() {
        HttpCall call = new HttpCall(
                "POST",
                URI.create("https://user:" + SECRET + "@host:8443/jobs/1?token=" + SECRET),
                Map.of("Authorization", SECRET),
                RequestBody.json(Map.of("key", SECRET)),
                AnswerKind.SMALL);

        assertThat(call).asString().isEqualTo("POST https://host:8443/jobs/1");
    }

    @Test
    void theSettingsTextLeavesOutTheProxysCredentials() {
        assertThat(throughProxy(3128, "proxy-user", SECRET))
                .asString()
                .contains("localhost")
                .doesNotContain(SECRET)
                .doesNotContain("proxy-user");
    }

    @Test
    void anAnswersTextLeavesOutHeadersAndBody() {
        assertThat(new HttpAnswer(200, Map.of("set-cookie", SECRET), SECRET.getBytes()))
                .asString()
                .isEqualTo("HTTP 200 with " + SECRET.length() + " bytes");
    }
}
