/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkus.runtime.Quarkus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.simulator.transcript.Scripts;

/** What is said on the console: who transcribes and where, then progress, and at the end of a demonstration its summary. */
@Singleton
public class ConsoleReport {

    private final String provider;
    private final Path folder;
    private final boolean demo;
    private final Set<String> extensions;
    private final ApiKeys keys;
    private final EmbeddedSimulator simulator;
    private final FileOutcomes outcomes;
    private final ProgressPrinter printer = new ProgressPrinter(System.out, Terminal.isInteractive());
    private long expected;
    private boolean ended;

    ConsoleReport(
            @ConfigProperty(name = "provider") String provider,
            @ConfigProperty(name = "pipeline.folder") Path folder,
            @ConfigProperty(name = "pipeline.demo") boolean demo,
            @ConfigProperty(name = "pipeline.extensions") Set<String> extensions,
            ApiKeys keys,
            EmbeddedSimulator simulator,
            FileOutcomes outcomes) {
        this.provider = provider;
        this.folder = folder.toAbsolutePath();
        this.demo = demo;
        this.extensions = extensions;
        this.keys = keys;
        this.simulator = simulator;
        this.outcomes = outcomes;
    }

    /** Says who transcribes and where; to be called before the first recording is taken. */
    public void begin() {
        if (simulator.isNeeded()) {
            System.out.println(
                    "No " + keys.namesOfMissing() + ": a simulator stands in for the service. Nothing is recognised;");
            System.out.println("the words come from the scripts in " + simulator.scripts());
        } else {
            System.out.println("With " + keys.names() + ", recordings go to the real service, " + provider + ".");
        }
        expected = demo ? countRecordings() : Long.MAX_VALUE;
        if (!demo) {
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

    /** Shows how far things are, and ends the program when a demonstration is through. */
    public synchronized void refresh() {
        if (ended) {
            return;
        }
        Progress progress = outcomes.progress();
        printer.show(progress.toString());
        if (progress.done() + progress.failed() >= expected) {
            ended = true;
            printer.end();
            DemoSummary summary = new DemoSummary(outcomes.all(), this::isMeantToFail, folder);
            System.out.println(summary);
            Quarkus.asyncExit(summary.exitCode());
        }
    }

    /** A recording that comes without a script is broken on purpose. */
    private boolean isMeantToFail(String file) {
        return new Scripts(simulator.scripts()).find(file).isEmpty();
    }

    @PreDestroy
    synchronized void end() {
        printer.end();
    }
}
