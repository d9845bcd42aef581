/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.aiesa.AiesaVariant;
import io.github.cameltranscription.simulator.aiesa.Hmac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandLineTest {

    private static CommandLine parse(String arguments) {
        return CommandLine.parse(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
    }

    @Test
    void theProgramPrintsItsAddresses() throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        CommandLine commandLine = parse("--port 0 --api-key k --aiesa-public-key p"
                + " --aiesa-secret-key s --processing-time 100ms --host=127.0.0.1");
        try (ProviderSimulator simulator =
                ProviderSimulatorMain.start(commandLine, new PrintStream(printed, true, StandardCharsets.UTF_8))) {
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("no speech is recognised")
                    .contains(simulator.palatine().baseUrl())
                    .contains("ws://127.0.0.1:" + simulator.port() + "/palatine/api/v1/stream/asr")
                    .contains(simulator.shopot().baseUrl())
                    .contains(simulator.aiesa().baseUrl());
            assertThat(simulator.aiesa().baseUrl()).isEqualTo(simulator.url() + "/aiesa/api/v1");
            assertThat(simulator.palatine().baseUrl())
                    .isEqualTo("http://127.0.0.1:" + simulator.port() + "/palatine/api/v1")
                    .startsWith(simulator.url());
            TestClient client = new TestClient(simulator.palatine().baseUrl(), "Bearer k");
            assertThat(client.get("/transcribe/task_status/1").statusCode()).isEqualTo(404);
            assertThat(new TestClient(simulator.url(), null).get("/other").body())
                    .contains("No provider");
        }
    }

    @Test
    void systemPropertiesSetTheVariantsOfATestRun() {
        Map<String, String> properties =
                Map.of("simulator.aiesa-variant", "v2", "simulator.variant-seed", "7", "simulator.shopot-variant", " ");
        properties.forEach(System::setProperty);
        try (ProviderSimulator named = ProviderSimulator.builder().start();
                ProviderSimulator other = ProviderSimulator.builder()
                        .aiesaVariant(AiesaVariant.V1)
                        .start()) {
            assertThat(named.aiesa().baseUrl()).endsWith("/api/v2");
            assertThat(other.aiesa().baseUrl()).as("what the test names counts").endsWith("/api/v1");
            System.setProperty("simulator.palatine-variant", "modern");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProviderSimulator.builder().start())
                    .withMessage("simulator.palatine-variant modern is not one of [documented, newest, oldest, node]");
            System.clearProperty("simulator.palatine-variant");
            System.setProperty("simulator.variant-seed", "x");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProviderSimulator.builder().start());
        } finally {
            properties.keySet().forEach(System::clearProperty);
            System.clearProperty("simulator.palatine-variant");
        }
    }

    @Test
    void variantsAreNamedOrMixed() {
        try (ProviderSimulator simulator = parse("--palatine-variant oldest --shopot-variant=PUBLIC --aiesa-variant v2")
                .builder()
                .start()) {
            assertThat(simulator.aiesa().baseUrl()).endsWith("/aiesa/api/v2");
        }
        assertThat(parse("--variant-seed 42").builder()).isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--palatine-variant modern"))
                .withMessage("--palatine-variant modern is not one of [documented, newest, oldest, node]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--variant-seed x"))
                .withMessageContaining("Not a seed: x");
    }

    @Test
    void theKeysOfAiesaCanBeSet() throws IOException, InterruptedException {
        CommandLine commandLine = parse("--aiesa-public-key other-public --aiesa-secret-key other-secret");
        try (ProviderSimulator simulator = commandLine.builder().start()) {
            assertThat(models(simulator, "other-public", "other-secret")).isEqualTo(200);
            assertThat(models(simulator, "test-public-key", "other-secret")).isEqualTo(401);
            assertThat(models(simulator, "other-public", "test-secret-key")).isEqualTo(401);
        }
    }

    @Test
    void theScriptOfStreamsCanBeSet(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("script.txt"), "привет мир");
        byte[] loud = new byte[300 * 16];
        for (int i = 0; i < loud.length; i += 2) {
            loud[i + 1] = (byte) (i % 64 < 32 ? 20 : -20);
        }
        try (ProviderSimulator simulator =
                parse("--stream-script " + script).builder().start()) {
            CompletableFuture<String> heard = new CompletableFuture<>();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                            URI.create(simulator.palatine().streamUrl() + "?token=test-key&sample_rate=8000"),
                            new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                                    if (text.toString().contains("partial")) {
                                        heard.complete(text.toString());
                                    }
                                    from.request(1);
                                    return null;
                                }
                            })
                    .get(1, TimeUnit.MINUTES);
            socket.sendBinary(ByteBuffer.wrap(loud), true);

            assertThat(heard.get(1, TimeUnit.MINUTES)).contains("\"full_text\":\"привет\"");
        }
    }

    private static int models(ProviderSimulator simulator, String publicKey, String secretKey)
            throws IOException, InterruptedException {
        TestClient client = new TestClient(simulator.aiesa().baseUrl(), null);
        long now = Instant.now().getEpochSecond();
        return TestClient.send(Hmac.signed(client.request("/ai/models"), publicKey, secretKey, now))
                .statusCode();
    }

    @Test
    void helpListsTheOptions() {
        assertThat(parse("--help").help()).isTrue();
        assertThat(parse("").help()).isFalse();
        assertThat(CommandLine.USAGE)
                .contains("recognises nothing", "--port", "--api-key", "--processing-time", "--scripts", "--help")
                .contains("--aiesa-public-key", "--aiesa-secret-key", "--stream-script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "2s", "1m", "1h", "PT1M30S"})
    void durationsHaveSeveralForms(String duration) {
        assertThat(parse("--processing-time " + duration).help()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nothing",
                "port",
                "--port",
                "--port x",
                "--port 70000",
                "--processing-time soon",
                "--processing-time 99999999999999999999s",
                "--scripts /does/not/exist",
                "--stream-script /does/not/exist",
            })
    void mistakesAreExplained(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(arguments)).withMessageMatching(".{10,}");
    }

    @Test
    void aPortInUseIsExplained() {
        try (ProviderSimulator simulator = ProviderSimulator.builder().start()) {
            ProviderSimulatorBuilder second = ProviderSimulator.builder().port(simulator.port());

            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(second::start)
                    .withMessageContaining("Address already in use");
        }
    }
}
