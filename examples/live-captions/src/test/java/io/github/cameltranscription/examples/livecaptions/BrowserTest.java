/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.browser.Chromium;
import io.github.cameltranscription.browser.DevTools;
import io.github.cameltranscription.examples.demo.EmbeddedSimulator;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.simulator.palatine.stream.RecordedStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The page in a real browser, whose microphone is a file. */
@QuarkusTest
@TestProfile(LiveCaptionsProfile.class)
@EnabledIf(value = Chromium.INSTALLED, disabledReason = "no Chromium was found")
class BrowserTest {

    private static final Duration LONG = TestPage.LONG;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "live-captions.test.relay-port")
    int relayPort;

    @Inject
    Vertx vertx;

    @Inject
    EmbeddedSimulator simulator;

    @Inject
    CaptionSessions sessions;

    @TempDir
    Path folder;

    /** Of all tests that need no flags of their own, because its start takes as long as some tests. */
    private static Chromium shared;

    private final Microphone microphone = new Microphone();
    private PalatineSimulator palatine;

    @BeforeEach
    void allIsWell() {
        palatine = simulator.started().palatine();
        palatine.faults().clear();
        palatine.streams().clear();
    }

    @AfterAll
    static void closeBrowser() {
        if (shared != null) {
            shared.close();
        }
    }

    /** A new page of the shared browser, which speaks English. */
    private DevTools open(String url) throws IOException {
        if (shared == null) {
            shared = Chromium.withMicrophone(microphone.write(Path.of("target", "microphone.wav")), "--lang=en");
        }
        shared.page().open(url);
        return shared.page();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        Awaitility.await().atMost(LONG).untilAsserted(() -> {
            assertThat(sessions.count()).isZero();
            palatine.streams().assertAllEnded();
        });
    }

    @Test
    void whatIsSaidIsReadAtOnceAndCanBeDownloaded() throws IOException {
        try (Chromium chromium = withMicrophone("--lang=en")) {
            DevTools page = chromium.page();
            page.call("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
            page.open(url());

            page.click("#toggle");
            awaitState(page, "listening");
            awaitWords(page, 8);

            assertThat(page.text("#toggle")).isEqualTo("Stop");
            assertThat(page.text("#simulated")).contains("nothing is recognised");
            assertThat(page.text("#stable")).isNotBlank();
            assertThat(page.text("#tail")).isNotBlank();
            assertThat(looks(page, "#tail")).isNotEqualTo(looks(page, "#stable"));
            assertThat(page.text("#elapsed")).matches("0:0[1-9]");
            page.screenshot(SCREENSHOTS.resolve("listening.png"));
            lookAtIt(page);

            page.click("#toggle");
            awaitState(page, "done");
            assertThat(page.violations()).isEmpty();

            RecordedStream stream = palatine.streams().last();
            String text = page.text("#captions");
            assertThat(stream.completed()).isTrue();
            assertThat(text).isEqualTo(stream.text());
            assertThat(page.text("#tail")).isEmpty();
            page.screenshot(SCREENSHOTS.resolve("done.png"));

            page.click("[data-download=vtt]");
            page.click("[data-download=srt]");
            page.click("[data-download=txt]");
            assertThat(TestPage.textOf(download("vtt"))).isEqualTo(text);
            assertThat(TestPage.textOf(download("srt"))).isEqualTo(text);
            assertThat(download("txt").strip()).isEqualTo(text);
            assertThat(page.complaints()).isEmpty();
        }
    }

    /** The rules of axe, and the pictures of the documentation, which {@code -Dpictures=write} replaces. */
    private static void lookAtIt(DevTools page) throws IOException {
        Path pictures =
                "write".equals(System.getProperty("pictures")) ? Path.of("..", "..", "docs", "pictures") : SCREENSHOTS;
        page.window(1000, 560, false);
        for (boolean dark : new boolean[] {false, true}) {
            page.dark(dark);
            assertThat(page.violations()).isEmpty();
            page.screenshot(pictures.resolve(dark ? "live-captions-dark.png" : "live-captions-light.png"));
        }
        page.dark(false);
    }

    @Test
    void saysThatNothingWasHeard() throws IOException {
        DevTools page = open(url());
        // As if the service had recognised nothing.
        page.evaluate("""
                window.WebSocket = class extends WebSocket {
                  set onmessage(handler) {
                    super.onmessage = event => {
                      const message = JSON.parse(event.data);
                      if (message.type === 'final') {
                        handler({data: JSON.stringify({...message, text: '', srt: '', vtt: 'WEBVTT\\n'})});
                      } else if (message.type !== 'partial') {
                        handler(event);
                      }
                    };
                  }
                };
                0""");

        page.click("#toggle");
        awaitState(page, "listening");
        page.click("#toggle");

        awaitState(page, "nothing");
        assertThat(page.text("#state-text")).isEqualTo("Finished, nothing was heard");
        assertThat(page.text("#toggle")).isEqualTo("Start");
        assertThat(page.evaluate("document.querySelector('[data-download=txt]').ariaDisabled")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void theProviderGetsTheMicrophonesSamples() throws IOException {
        try (Chromium chromium = withMicrophone()) {
            DevTools page = chromium.page();
            page.open(url());

            page.click("#toggle");
            awaitState(page, "listening");
            awaitWords(page, 10);
            page.click("#toggle");
            awaitState(page, "done");

            RecordedStream stream = palatine.streams().last();
            assertThat(stream.parameter("sample_rate")).isEqualTo("48000");
            assertThat(stream.audio()).isEqualTo(sentAudio(page));
            double part = microphone.partFound(stream.audio());
            System.out.printf("Chromium: %.3f of the loud audio at the provider is what was played%n", part);
            assertThat(part).isGreaterThan(0.8);
        }
    }

    @Test
    void worksByKeyboardAndTellsScreenReaders() throws IOException {
        DevTools page = open(url());
        focus(page, "#toggle");

        assertThat(page.accessibleNodes())
                .contains(
                        "button \"Start\"",
                        "meter \"Microphone level\"",
                        "timer \"Elapsed time\"",
                        "region \"Captions\"",
                        "log \"Captions, read aloud\"",
                        "button \"Download VTT\"");
        page.press("Enter");
        awaitState(page, "listening");
        assertThat(page.text("#toggle")).isEqualTo("Stop");
        assertThat(hasFocus(page, "#toggle")).isTrue();
        awaitWords(page, 8);
        page.press(" ");
        awaitState(page, "done");

        assertThat(hasFocus(page, "#toggle")).isTrue();
        assertThat(page.evaluate("document.getElementById('spoken').textContent")
                        .asText())
                .startsWith("Это имитатор, он ничего не распознаёт.");
        assertThat(page.evaluate("document.getElementById('spoken').lang").asText())
                .isEqualTo("ru");
        focus(page, "[data-download=vtt]");
    }

    @Test
    void speaksRussianAndEnglish() throws IOException {
        try (Chromium chromium = withMicrophone("--lang=ru", "--accept-lang=ru-RU")) {
            DevTools page = chromium.page();
            page.call(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
            page.open(url());

            assertThat(page.text("#toggle")).isEqualTo("Начать");
            assertThat(page.evaluate("document.documentElement.lang").asText()).isEqualTo("ru");
            page.click("#toggle");
            awaitWords(page, 4);
            page.screenshot(SCREENSHOTS.resolve("russian-dark.png"));
            page.click("[data-language=en]");
            assertThat(page.text("#toggle")).isEqualTo("Stop");
            assertThat(page.text("#state")).contains("Listening");
            page.open(url());
            assertThat(page.text("#toggle")).isEqualTo("Start");
        }
    }

    @Test
    void saysThatTheMicrophoneIsDenied() throws IOException {
        try (Chromium chromium = Chromium.start("--lang=en", "--use-fake-device-for-media-stream")) {
            chromium.page()
                    .call(
                            "Browser.setPermission",
                            Map.of("permission", Map.of("name", "microphone"), "setting", "denied"));

            chromium.page().open(url());
            assertThat(failure(chromium.page())).contains("may not use the microphone");
        }
    }

    @Test
    void saysThatThereIsNoMicrophone() throws IOException {
        DevTools page = open(url());
        // The machine may have one.
        String script = page.call(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of(
                                "source",
                                "navigator.mediaDevices.getUserMedia = async () => {"
                                        + " throw new DOMException('none', 'NotFoundError'); }"))
                .path("identifier")
                .asText();
        try {
            page.open(url());
            assertThat(failure(page)).contains("No microphone was found");
        } finally {
            page.call("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
    }

    @Test
    void saysThatThePlacesAreTaken() throws IOException {
        List<TestPage> others = Stream.generate(() -> TestPage.open(port))
                .limit(LiveCaptionsProfile.MAX_SESSIONS)
                .toList();
        others.forEach(TestPage::awaitReady);
        try {
            assertThat(failure(open(url()))).contains("All places are taken");
        } finally {
            others.forEach(TestPage::close);
        }
    }

    @Test
    void saysThatItsAddressIsNotAllowed() throws IOException {
        assertThat(failure(open("http://127.0.0.1:" + port))).contains("does not take captions from this address");
        palatine.streams().assertOpened(0);
    }

    @Test
    void saysThatTheServerIsGoneAndKeepsTheText() throws IOException {
        Relay network = new Relay(vertx, relayPort, port);
        DevTools page = open("http://localhost:" + relayPort);
        page.click("#toggle");
        awaitWords(page, 4);

        network.close();

        awaitState(page, "failed");
        assertThat(page.text("#error")).contains("connection to the server was lost");
        assertThat(words(page.text("#captions"))).isGreaterThanOrEqualTo(4);
        assertThat(page.evaluate("document.querySelector('[data-download=txt]').ariaDisabled")
                        .asText())
                .isEqualTo("false");
        assertThat(page.text("#toggle")).isEqualTo("Start");
    }

    @Test
    void saysThatTheSessionHasLastedAsLongAsItMay() throws IOException {
        DevTools page = open(url());
        page.click("#toggle");

        awaitState(page, "done");

        assertThat(page.text("#error")).contains("lasted as long as it may");
        assertThat(words(page.text("#captions"))).isGreaterThan(10);
        // 16 bits, 48000 times a second.
        assertThat(palatine.streams().last().audioBytes())
                .isLessThanOrEqualTo(LiveCaptionsProfile.MAX_SECONDS * 96_000);
    }

    /** The service breaks the connection and is away for a second; the user looks at another tab. */
    @Test
    void aRestartOfTheServiceLosesNoAudioOfATabInTheBackground() throws IOException {
        palatine.faults().onStream().cut().afterAudio(Duration.ofSeconds(2)).once();
        palatine.faults().onStream().status(503).after(1).times(LiveCaptionsProfile.FULL ? 8 : 3);
        DevTools page = open(url());
        page.click("#toggle");
        awaitState(page, "listening");
        String other = page.call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        assertThat(page.evaluate("document.visibilityState").asText()).isEqualTo("hidden");

        Awaitility.await().atMost(LONG).until(() -> palatine.streams().opened() == 2);
        int before = words(page.text("#captions"));
        awaitWords(page, before + 6);
        page.call("Target.closeTarget", Map.of("targetId", other));
        page.call("Page.bringToFront", Map.of());
        page.click("#toggle");
        awaitState(page, "done");

        List<RecordedStream> streams = palatine.streams().all().stream()
                .filter(stream -> stream.handshakeStatus() == RecordedStream.SWITCHING_PROTOCOLS)
                .toList();
        byte[] sent = sentAudio(page);
        byte[] first = streams.get(0).audio();
        byte[] second = streams.get(1).audio();
        assertThat(streams).hasSize(2);
        assertThat(sent).startsWith(first).endsWith(second);
        assertThat(first.length + second.length).as("nothing is left out").isGreaterThanOrEqualTo(sent.length);
        assertThat(page.text("#error")).isEmpty();
    }

    /** Between browser and server nothing gets through for a while: 20 seconds in the full build. */
    @Test
    void aNetworkThatStallsDelaysCaptionsAndLosesNoAudio() throws IOException {
        try (Relay network = new Relay(vertx, relayPort, port)) {
            DevTools page = open("http://localhost:" + relayPort);
            page.click("#toggle");
            awaitWords(page, 4);

            network.stall();
            int before = words(page.text("#captions"));
            Duration stall = Duration.ofSeconds(LiveCaptionsProfile.FULL ? 20 : 2);
            Awaitility.await().pollDelay(stall).atMost(stall.plus(LONG)).until(() -> true);
            assertThat(words(page.text("#captions"))).as("the stall is one").isEqualTo(before);
            network.resume();
            awaitWords(page, before + 8);
            page.click("#toggle");
            awaitState(page, "done");

            RecordedStream stream = palatine.streams().assertOpened(1).last();
            assertThat(stream.audio()).isEqualTo(sentAudio(page));
            assertThat(page.text("#captions")).isEqualTo(stream.text());
            assertThat(page.text("#error")).isEmpty();
        }
    }

    /** What a MediaRecorder makes goes to the provider as it is, piece by piece, in WebM. */
    @Test
    void aMediaRecordersWebmGoesStraightThrough() throws IOException {
        DevTools page = open(url());

        JsonNode recorded = page.evaluate("""
                (async () => {
                  const stream = await navigator.mediaDevices.getUserMedia({audio: true});
                  const recorder = new MediaRecorder(stream, {mimeType: 'audio/webm;codecs=opus'});
                  const pieces = [];
                  let sent = Promise.resolve();
                  const send = body => fetch('%1$s', {method: 'POST', body}).then(answer => answer.text());
                  recorder.ondataavailable = ({data}) => {
                    pieces.push(data);
                    sent = sent.then(() => send(data));
                  };
                  const stopped = new Promise(resolve => recorder.onstop = resolve);
                  recorder.start(250);
                  setTimeout(() => recorder.stop(), 2500);
                  await stopped;
                  stream.getTracks().forEach(track => track.stop());
                  await sent;
                  const text = await send('');
                  const hash = await crypto.subtle.digest('SHA-256', await new Blob(pieces).arrayBuffer());
                  const hex = [...new Uint8Array(hash)].map(byte => byte.toString(16).padStart(2, '0')).join('');
                  return {pieces: pieces.length, hex, text};
                })()""".formatted(WebmUploads.PATH + "browser"));

        RecordedStream stream =
                palatine.streams().assertOpened(1).assertAllCompleted().last();
        assertThat(recorded.path("pieces").asInt()).isGreaterThan(4);
        assertThat(stream.parameter("codec")).isEqualTo("webm");
        assertThat(stream.audio()).startsWith(0x1A, 0x45, 0xDF, 0xA3);
        assertThat(stream.audioSha256()).isEqualTo(recorded.path("hex").asText());
        assertThat(stream.text()).isNotBlank();
        assertThat(recorded.path("text").asText()).isEqualTo(stream.text());
    }

    private String url() {
        return "http://localhost:" + port + "/";
    }

    private Chromium withMicrophone(String... flags) throws IOException {
        return Chromium.withMicrophone(microphone.write(folder.resolve("microphone.wav")), flags);
    }

    /** Presses start, and returns the error that the page shows. */
    private static String failure(DevTools page) {
        page.click("#toggle");
        Awaitility.await().atMost(LONG).until(() -> state(page).equals("failed"));
        assertThat(page.text("#toggle")).isEqualTo("Start");
        return page.text("#error");
    }

    private static void awaitState(DevTools page, String state) {
        Awaitility.await().atMost(LONG).until(() -> state(page), now -> {
            if (now.equals("failed") && !now.equals(state)) {
                throw new AssertionError(page.text("#error") + page.complaints());
            }
            return now.equals(state);
        });
    }

    private static String state(DevTools page) {
        return page.evaluate("document.getElementById('state').dataset.state").asText();
    }

    private static void awaitWords(DevTools page, int number) {
        Awaitility.await().atMost(LONG).until(() -> words(page.text("#stable") + " " + page.text("#tail")) >= number);
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static String looks(DevTools page, String selector) {
        return page.evaluate(
                        "(style => style.color + style.textDecorationLine)(getComputedStyle(document.querySelector('"
                                + selector + "')))")
                .asText();
    }

    /** Presses the tabulator until the element has the focus. */
    private static void focus(DevTools page, String selector) {
        for (int i = 0; i < 20 && !hasFocus(page, selector); i++) {
            page.press("Tab");
        }
        assertThat(hasFocus(page, selector)).isTrue();
    }

    private static boolean hasFocus(DevTools page, String selector) {
        return page.evaluate("document.activeElement === document.querySelector('" + selector + "')")
                .asBoolean();
    }

    /** The samples of all binary messages that have left the page. */
    private static byte[] sentAudio(DevTools page) {
        ByteArrayOutputStream audio = new ByteArrayOutputStream();
        for (JsonNode frame : page.events("Network.webSocketFrameSent")) {
            JsonNode response = frame.path("response");
            if (response.path("opcode").asInt() == 2) {
                byte[] message =
                        Base64.getDecoder().decode(response.path("payloadData").asText());
                audio.write(message, Integer.BYTES, message.length - Integer.BYTES);
            }
        }
        return audio.toByteArray();
    }

    private String download(String type) throws IOException {
        Path file = Awaitility.await()
                .atMost(LONG)
                .until(() -> find("." + type), Optional::isPresent)
                .orElseThrow();
        return Files.readString(file);
    }

    private Optional<Path> find(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).findFirst();
        }
    }
}
