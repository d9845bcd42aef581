/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.simulator.palatine.stream.RecordedStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in a real browser, whose microphone is a file. */
@QuarkusTest
@TestProfile(LiveCaptionsProfile.class)
@EnabledIf(value = Chromium.INSTALLED, disabledReason = "no Chromium was found")
class BrowserTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    EmbeddedSimulator simulator;

    @Inject
    CaptionSessions sessions;

    @TempDir
    Path folder;

    private final Microphone microphone = new Microphone();
    private PalatineSimulator palatine;

    @BeforeEach
    void allIsWell() {
        palatine = simulator.started().palatine();
        palatine.faults().clear();
        palatine.streams().clear();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            assertThat(sessions.count()).isZero();
            palatine.streams().assertAllEnded();
        });
    }

    @Test
    void captionsAppearAndTheFinalTextCanBeDownloaded() throws Exception {
        try (Chromium chromium = Chromium.withMicrophone(wav(), "--lang=en")) {
            DevTools page = chromium.page();
            page.call("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
            page.open("http://localhost:" + port);

            page.click("#toggle");
            awaitState(page, "listening");
            Awaitility.await().atMost(LONG).until(() -> words(page.text("#captions")) > 8);
            assertThat(page.text("#tail")).isNotBlank();
            page.screenshot(Path.of("target/screenshots/listening.png"));
            page.click("#toggle");
            awaitState(page, "done");

            RecordedStream stream = palatine.streams().last();
            assertThat(stream.completed()).isTrue();
            assertThat(page.text("#captions")).isEqualTo(stream.text());
            assertThat(page.text("#tail")).isEmpty();
            System.out.printf(
                    "part of the received audio that was played: %.3f%n", microphone.partFound(stream.audio()));
            assertThat(microphone.partFound(stream.audio())).isGreaterThan(0.9);
            page.click("[data-download=vtt]");
            page.click("[data-download=srt]");
            page.click("[data-download=txt]");
            assertThat(download("vtt")).startsWith("WEBVTT\n");
            page.screenshot(Path.of("target/screenshots/done.png"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    private Path wav() throws IOException {
        return microphone.write(folder.resolve("microphone.wav"));
    }

    private String download(String type) throws IOException {
        Path file = Awaitility.await()
                .until(
                        () -> {
                            try (var files = Files.list(folder)) {
                                return files.filter(name -> name.toString().endsWith("." + type))
                                        .findFirst();
                            }
                        },
                        found -> found.isPresent())
                .orElseThrow();
        return Files.readString(file);
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static void awaitState(DevTools page, String state) {
        Awaitility.await(state)
                .atMost(LONG)
                .until(
                        () -> page.evaluate("document.getElementById('state').dataset.state")
                                .asText(),
                        now -> {
                            if (List.of("failed").contains(now) && !state.equals(now)) {
                                throw new AssertionError(page.text("#error") + page.complaints());
                            }
                            return now.equals(state);
                        });
    }
}
