/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.simulator.transcript.Scripts;

/** What is said on the console: who is asked, what came of each recording, and at the end of a demonstration the sum. */
@Singleton
public class ConsoleReport {

    private final Providers providers;
    private final Path folder;
    private final boolean demo;
    private final Set<String> extensions;
    private final EmbeddedSimulator simulator;
    private long expected = Long.MAX_VALUE;
    private long transcribed;
    private long failedAsIntended;
    private long failed;

    ConsoleReport(
            Providers providers,
            @ConfigProperty(name = "failover.folder") Path folder,
            @ConfigProperty(name = "failover.demo") boolean demo,
            @ConfigProperty(name = "failover.extensions") Set<String> extensions,
            EmbeddedSimulator simulator) {
        this.providers = providers;
        this.folder = folder.toAbsolutePath();
        this.demo = demo;
        this.extensions = extensions;
        this.simulator = simulator;
    }

    /** Says who is asked and where; to be called before the first recording is taken. */
    public void begin() {
        if (providers.areSimulated()) {
            System.out.println("No API keys: a simulator stands in for the providers. Nothing is recognised;");
            System.out.println("the words come from the scripts in " + simulator.scripts());
        } else {
            System.out.println("Recordings go to real services: those whose keys are set.");
        }
        System.out.println("In this order: "
                + providers.inOrder().stream()
                        .map(provider -> provider + (providers.isDown(provider) ? " (down: nothing listens)" : ""))
                        .collect(Collectors.joining(", ")));
        if (demo) {
            expected = countRecordings();
        } else {
            System.out.println("Watching " + folder + " until Ctrl-C; results in out, failures in error.");
        }
    }

    private long countRecordings() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT))
                    .filter(name -> extensions.contains(name.substring(name.lastIndexOf('.') + 1)))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A recording has been dealt with. */
    public synchronized void ended(Outcome outcome) {
        System.out.println(outcome);
        if (outcome.isDone()) {
            transcribed++;
        } else if (isMeantToFail(outcome)) {
            failedAsIntended++;
        } else {
            failed++;
        }
        if (transcribed + failedAsIntended + failed == expected) {
            System.out.printf(
                    "%d transcribed, %d failed as intended, %d failed%nResults:  %s%nFailures: %s%n",
                    transcribed, failedAsIntended, failed, folder.resolve("out"), folder.resolve("error"));
            Quarkus.asyncExit(failed == 0 ? 0 : 1);
        }
    }

    /** A recording that comes without a script is broken on purpose. */
    private boolean isMeantToFail(Outcome outcome) {
        return outcome.category().equals("JOB_FAILED")
                && new Scripts(simulator.scripts()).find(outcome.file()).isEmpty();
    }
}
