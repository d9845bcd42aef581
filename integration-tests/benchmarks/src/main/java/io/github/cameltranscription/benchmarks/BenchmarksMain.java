/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.github.cameltranscription.benchmarks.jobs.BusyBenchmark;
import io.github.cameltranscription.benchmarks.jobs.ConsoleBenchmark;
import io.github.cameltranscription.benchmarks.jobs.DurableBenchmark;
import io.github.cameltranscription.benchmarks.jobs.JobsComparison;
import io.github.cameltranscription.benchmarks.jobs.OutageBenchmark;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.streams.StreamsComparison;
import io.github.cameltranscription.benchmarks.uploads.UploadsComparison;

/** The load program: see README.md. */
public final class BenchmarksMain {

    private BenchmarksMain() {}

    /** Measures what the arguments ask for and prints a table. */
    public static void main(String[] arguments) throws Exception {
        CommandLine commandLine;
        try {
            commandLine = CommandLine.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(CommandLine.USAGE);
            System.exit(2);
            return;
        }
        List<Section> sections = run(commandLine);
        sections.forEach(section -> System.out.println("\n" + section.toText()));
        if (commandLine.isStrict() && sections.stream().anyMatch(Section::isMissed)) {
            System.exit(1);
        }
    }

    static List<Section> run(CommandLine commandLine) throws Exception {
        System.out.printf(
                "%tF, Java %s, %d processors; medians (minimum-maximum) of alternated rounds%n",
                LocalDate.now(), Runtime.version(), Runtime.getRuntime().availableProcessors());
        List<Section> sections = new ArrayList<>();
        if (commandLine.isAskedFor("jobs")) {
            sections.add(new JobsComparison(commandLine.jobs(), System.out).run());
        }
        if (commandLine.isAskedFor("uploads")) {
            sections.addAll(new UploadsComparison(commandLine.uploads(), System.out).run());
        }
        if (commandLine.isAskedFor("streams")) {
            sections.addAll(new StreamsComparison(commandLine.streams(), System.out).run());
        }
        if (commandLine.isAskedFor("outage")) {
            sections.addAll(new OutageBenchmark(commandLine.outage(), System.out).run());
        }
        if (commandLine.isAskedFor("busy")) {
            sections.addAll(new BusyBenchmark(commandLine.busy(), System.out).run());
        }
        if (commandLine.isAskedFor("durable")) {
            sections.addAll(new DurableBenchmark(commandLine.durable(), System.out).run());
        }
        if (commandLine.isAskedFor("console")) {
            sections.addAll(new ConsoleBenchmark(commandLine.console(), System.out).run());
        }
        return sections;
    }
}
