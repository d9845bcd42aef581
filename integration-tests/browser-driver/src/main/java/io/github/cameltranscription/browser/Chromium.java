/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** A headless Chromium with a new profile. */
public final class Chromium implements AutoCloseable {

    /** For {@code @EnabledIf}. */
    public static final String INSTALLED = "io.github.cameltranscription.browser.Chromium#isInstalled";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static boolean printed;

    private final Path profile;
    private final Process process;
    private final DevTools page;

    private Chromium(List<String> flags) throws IOException {
        // In target, which clean removes.
        profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium-");
        List<String> command = new ArrayList<>(List.of(
                find().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--window-size=1100,800",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        command.addAll(flags);
        command.add("about:blank");
        File log = new File("target/chromium.log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        Awaitility.await("Chromium, whose log is " + log)
                .atMost(START_LIMIT)
                .until(() -> Files.exists(port) && Files.readAllLines(port).size() > 1);
        page = DevTools.connect(Integer.parseInt(Files.readAllLines(port).get(0)));
    }

    /** Starts Chromium with these flags besides the usual ones. */
    public static Chromium start(String... flags) throws IOException {
        return new Chromium(List.of(flags));
    }

    /** Starts Chromium with a WAV file as its microphone, which plays once. */
    public static Chromium withMicrophone(Path wav, String... flags) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + wav.toAbsolutePath() + "%noloop"));
        all.addAll(List.of(flags));
        return new Chromium(all);
    }

    /** Whether Chromium is installed; prints to the console of the build if not. */
    public static synchronized boolean isInstalled() {
        boolean installed = find().isPresent();
        if (!installed && !printed) {
            printed = true;
            System.out.println("SKIPPED: browser tests did not run, because no Chromium was found."
                    + " Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.");
        }
        return installed;
    }

    private static Optional<Path> find() {
        String chosen = System.getenv("CHROMIUM");
        Stream<Path> candidates = chosen != null
                ? Stream.of(Path.of(chosen))
                : Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    /** The only page. */
    public DevTools page() {
        return page;
    }

    @Override
    public void close() {
        page.close();
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException stuck) {
            all.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
