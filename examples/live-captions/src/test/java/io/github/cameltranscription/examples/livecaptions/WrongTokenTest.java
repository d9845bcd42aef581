/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.browser.Chromium;
import io.github.cameltranscription.browser.DevTools;

import static org.assertj.core.api.Assertions.assertThat;

/** A server whose token the provider does not accept. */
@QuarkusTest
@TestProfile(WrongTokenTest.Profile.class)
class WrongTokenTest {

    /** Looked for in everything that a browser gets. */
    private static final String TOKEN = "secret-token-of-another";

    private static final Duration BOUND = Duration.ofSeconds(10);

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @TempDir
    Path folder;

    @Test
    @EnabledIf(value = Chromium.INSTALLED, disabledReason = "no Chromium was found")
    void thePageSaysSoWithoutTheToken() throws IOException {
        Path wav = new Microphone().write(folder.resolve("microphone.wav"));
        try (Chromium chromium = Chromium.withMicrophone(wav, "--lang=en")) {
            DevTools page = chromium.page();
            page.open("http://localhost:" + port);
            page.click("#toggle");

            Awaitility.await().atMost(BOUND).until(() -> page.text("#error").contains("does not accept this server"));

            page.screenshot(Path.of("target/screenshots/wrong-token.png"));
            assertThat(page.events("Network.webSocketFrameReceived"))
                    .isNotEmpty()
                    .extracting(JsonNode::toString)
                    .noneMatch(frame -> frame.contains(TOKEN));
            assertThat(page.evaluate("document.documentElement.outerHTML").asText())
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void theSocketSaysSoAndTheLogHasNoToken() throws IOException {
        TestPage page = TestPage.open(port).awaitReady();
        page.start(0);
        page.audio(1, new byte[9_600]);

        assertThat(page.await("error").path("problem").asText()).isEqualTo("provider-refused");
        page.awaitClosed();
        assertThat(page.messages().toString()).doesNotContain(TOKEN);
        assertThat(Files.readString(Path.of("target/live-captions.log")))
                .contains("has failed: ")
                .doesNotContain(TOKEN);
    }

    /** A token that the provider does not know. */
    public static class Profile extends LiveCaptionsProfile {

        @Override
        String token() {
            return TOKEN;
        }
    }
}
