/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.quarkus.runtime.Quarkus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.simulator.transcript.Scripts;

/** Prints who transcribes, the outcome of each recording and, at the end of a demo, how many there are of each kind. */
@Singleton
public class ConsoleReport {

    private static final int LIMIT_SECONDS = 5;

    private final Path folder;
    private final boolean demo;
    private final Set<String> extensions;
    private final EmbeddedSimulator simulator;

    /** One party for each recording under way, and one for the program. */
    private final Phaser underWay = new Phaser(1);

    private long expected = Long.MAX_VALUE;
    private long transcribed;
    private long failedAsIntended;
    private long failed;

    ConsoleReport(
            @ConfigProperty(name = "demo.folder") Path folder,
            @ConfigProperty(name = "demo.ends") boolean demo,
            @ConfigProperty(name = "demo.extensions") Set<String> extensions,
            EmbeddedSimulator simulator) {
        this.folder = folder.toAbsolutePath();
        this.demo = demo;
        this.extensions = extensions;
        this.simulator = simulator;
    }

    /**
     * Prints who transcribes, and the folder; to be called before the first recording is taken.
     *
     * @param more further lines
     */
    public void begin(String... more) {
        System.out.println(simulator);
        Stream.of(more).forEach(System.out::println);
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

    /** The folder of the recordings. */
    public Path folder() {
        return folder;
    }

    /** Counts a recording that was taken. */
    void begun() {
        underWay.register();
    }

    /** Prints the outcome of a recording that has been moved. */
    void ended(Outcome outcome) {
        try {
            count(outcome);
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private synchronized void count(Outcome outcome) {
        System.out.println(outcome);
        if (outcome.isDone()) {
            transcribed++;
        } else if (outcome.category().equals("JOB_FAILED") && isMeantToFail(outcome.file())) {
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

    /** Whether a recording is broken on purpose: it has no script. */
    private boolean isMeantToFail(String file) {
        return new Scripts(simulator.scripts()).find(file).isEmpty();
    }

    /** Waits until all recordings are moved and reported: no job that was paid for may be lost. */
    @PreDestroy
    void finish() throws InterruptedException {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arriveAndDeregister(), LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            System.err.println("Some recordings were not moved in time: the log has their job ids");
        }
    }
}
