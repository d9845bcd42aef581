/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import io.quarkus.runtime.Quarkus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.github.cameltranscription.examples.demo.ConsoleReport;

/** How far the recordings are, on the console, and at the end of a demonstration its summary. */
@Singleton
public class ProgressReport {

    private final ConsoleReport console;
    private final FileOutcomes outcomes;
    private final ProgressPrinter printer = new ProgressPrinter(System.out, Terminal.isInteractive());
    private boolean ended;

    ProgressReport(ConsoleReport console, FileOutcomes outcomes) {
        this.console = console;
        this.outcomes = outcomes;
    }

    /** Shows how far things are, and ends the program when a demonstration is through. */
    public synchronized void refresh() {
        if (ended) {
            return;
        }
        Progress progress = outcomes.progress();
        printer.show(progress.toString());
        if (progress.done() + progress.failed() >= console.expected()) {
            ended = true;
            printer.end();
            DemoSummary summary = new DemoSummary(outcomes.all(), console::isMeantToFail, console.folder());
            System.out.println(summary);
            Quarkus.asyncExit(summary.exitCode());
        }
    }

    @PreDestroy
    synchronized void end() {
        printer.end();
    }
}
