/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.meetingminutes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.simulator.transcript.Scripts;

/** What is said on the console: who transcribes, what came of each recording, and at the end of a demonstration the sum. */
@Singleton
public class ConsoleReport {

    private final Path folder;
    private final boolean demo;
    private final Set<String> extensions;
    private final EmbeddedSimulator simulator;
    private long expected = Long.MAX_VALUE;
    private long written;
    private long failedAsIntended;
    private long failed;

    ConsoleReport(
            @ConfigProperty(name = "minutes.folder") Path folder,
            @ConfigProperty(name = "minutes.demo") boolean demo,
            @ConfigProperty(name = "minutes.extensions") Set<String> extensions,
            EmbeddedSimulator simulator) {
        this.folder = folder.toAbsolutePath();
        this.demo = demo;
        this.extensions = extensions;
        this.simulator = simulator;
    }

    /** Says who transcribes and where; to be called before the first recording is taken. */
    public void begin() {
        if (simulator.isNeeded()) {
            System.out.println("No PALATINE_API_KEY: a simulator stands in for the service. Nothing is recognised or");
            System.out.println("summarised; the words come from the scripts in " + simulator.scripts());
        } else {
            System.out.println("With PALATINE_API_KEY, recordings go to the real service.");
        }
        if (demo) {
            expected = countRecordings();
        } else {
            System.out.println("Watching " + folder + " until Ctrl-C; minutes in out, failures in error.");
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
            written++;
        } else if (isMeantToFail(outcome)) {
            failedAsIntended++;
        } else {
            failed++;
        }
        if (written + failedAsIntended + failed == expected) {
            System.out.printf(
                    "%d written, %d failed as intended, %d failed%nMinutes:  %s%nFailures: %s%n",
                    written, failedAsIntended, failed, folder.resolve("out"), folder.resolve("error"));
            Quarkus.asyncExit(failed == 0 ? 0 : 1);
        }
    }

    /** A recording that comes without a script is broken on purpose. */
    private boolean isMeantToFail(Outcome outcome) {
        return outcome.category().equals("JOB_FAILED")
                && new Scripts(simulator.scripts()).find(outcome.file()).isEmpty();
    }
}
