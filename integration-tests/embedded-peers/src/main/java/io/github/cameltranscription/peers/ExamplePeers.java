/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.cameltranscription.simulator.ProviderSimulator;

/**
 * The servers around the application of an example, with a simulator in place of the providers. A test of Quarkus uses
 * them as its test resource; a demo starts the application against them and prints the outcome of each recording.
 */
public abstract class ExamplePeers {

    /** The recordings that the examples share, seen from the folder of an example. */
    public static final Path RECORDINGS = Path.of("../file-pipeline/recordings");

    private static final String KEY = "simulated";
    private static final double REAL_TIME_FACTOR = 0.3;
    private static final Duration CALLBACK_INTERVAL = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 200;

    private final List<String> providers;
    private ProviderSimulator simulator;

    /**
     * Creates them; nothing is started.
     *
     * @param providers the schemes of the components that the application uses
     */
    protected ExamplePeers(String... providers) {
        this.providers = List.of(providers);
    }

    /**
     * Starts the servers.
     *
     * @param  folder    for the files of the servers and of the application; empty
     * @param  settings  receives what differs from the {@code application.properties} of the example
     * @throws Exception if a server does not start
     */
    protected abstract void start(Path folder, Map<String, String> settings) throws Exception;

    /** Stops the servers. */
    protected abstract void close() throws Exception;

    /** The servers of the demo, as part of a sentence. */
    protected abstract String servers();

    /**
     * Gives a recording to the application.
     *
     * @return           whether it was given; {@code false} if the application is not ready yet
     * @throws Exception if it cannot be given
     */
    protected abstract boolean give(Path recording) throws Exception;

    /**
     * Reports the outcomes that came since the last call. It is called when all recordings are given.
     *
     * @throws Exception if a server cannot be asked
     */
    protected abstract void report(DemoReport report) throws Exception;

    /**
     * Where the results are, one place a line.
     *
     * @throws Exception if a server cannot be asked
     */
    protected abstract List<String> places() throws Exception;

    /** The simulator in place of the providers. */
    public final ProviderSimulator simulator() {
        return simulator;
    }

    /** Starts everything for a test, in a temporary folder, and returns the settings of the application. */
    public final Map<String, String> start() {
        try {
            return start(Files.createTempDirectory("example peers "), RECORDINGS);
        } catch (Exception failure) {
            throw new IllegalStateException("The peers did not start", failure);
        }
    }

    private Map<String, String> start(Path folder, Path recordings) throws Exception {
        simulator = ProviderSimulator.builder()
                .palatineApiKey(KEY)
                .shopotApiKey(KEY)
                .aiesaPublicKey(KEY)
                .aiesaSecretKey(KEY)
                .shopotCallbackInterval(CALLBACK_INTERVAL)
                .realTimeFactor(REAL_TIME_FACTOR)
                .scripts(recordings.resolve("scripts"))
                .start();
        Map<String, String> settings = new HashMap<>();
        for (String provider : providers) {
            String component = "camel.component." + provider;
            settings.put(component + ".base-url", baseUrl(provider));
            for (String key : provider.equals("aiesa") ? List.of("public-key", "secret-key") : List.of("api-key")) {
                settings.put(component + "." + key, KEY);
            }
            settings.put(component + ".initial-delay", "100");
        }
        start(folder, settings);
        return settings;
    }

    private String baseUrl(String provider) {
        return switch (provider) {
            case "palatine" -> simulator.palatine().baseUrl();
            case "shopot" -> simulator.shopot().baseUrl();
            default -> simulator.aiesa().baseUrl();
        };
    }

    /** Stops everything. */
    public final void stop() {
        try {
            close();
        } catch (Exception failure) {
            throw new IllegalStateException("The peers did not stop", failure);
        } finally {
            simulator.close();
        }
    }

    /**
     * Runs the demo until there is an outcome of each recording, and ends the JVM, because some servers leave threads.
     *
     * @param  arguments the application's jar, an empty folder, and a folder of recordings with their {@code scripts}
     * @throws Exception if a server or the application fails
     */
    public final void demonstrate(String... arguments) throws Exception {
        Path recordings = Path.of(arguments[2]);
        Map<String, String> settings = start(Path.of(arguments[1]), recordings);
        Queue<Path> left = recordings(recordings);
        DemoReport report = DemoReport.begin(servers(), left.size());
        try (ApplicationProcess application = ApplicationProcess.start(Path.of(arguments[0]), settings)) {
            while (!report.isComplete()) {
                while (!left.isEmpty() && give(left.element())) {
                    left.remove();
                }
                if (left.isEmpty()) {
                    report(report);
                }
                report.waiting();
                application.requireAlive();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            report.end(places());
        } finally {
            stop();
        }
        System.exit(0);
    }

    private static Queue<Path> recordings(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayDeque<>(files.filter(file -> file.toString().matches(".*\\.(wav|mp3|ogg)"))
                    .toList());
        }
    }
}
