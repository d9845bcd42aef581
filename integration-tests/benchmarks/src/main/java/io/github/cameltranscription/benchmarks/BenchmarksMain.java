/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.github.cameltranscription.benchmarks.jobs.BusyBenchmark;
import io.github.cameltranscription.benchmarks.jobs.ConsoleBenchmark;
import io.github.cameltranscription.benchmarks.jobs.DurableBenchmark;
import io.github.cameltranscription.benchmarks.jobs.JobsComparison;
import io.github.cameltranscription.benchmarks.jobs.OutageBenchmark;
import io.github.cameltranscription.benchmarks.process.Options;
import io.github.cameltranscription.benchmarks.report.Benchmark;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.streams.StreamsComparison;
import io.github.cameltranscription.benchmarks.uploads.UploadsComparison;

/** The load program: see README.md. */
public final class BenchmarksMain {

    /** By command, in the order of {@code all}; each prints its progress. */
    static final Map<String, BiFunction<Options, PrintStream, Benchmark>> BENCHMARKS = new LinkedHashMap<>();

    static {
        BENCHMARKS.put("jobs", JobsComparison::new);
        BENCHMARKS.put("uploads", UploadsComparison::new);
        BENCHMARKS.put("streams", StreamsComparison::new);
        BENCHMARKS.put("outage", OutageBenchmark::new);
        BENCHMARKS.put("busy", BusyBenchmark::new);
        BENCHMARKS.put("durable", DurableBenchmark::new);
        BENCHMARKS.put("console", ConsoleBenchmark::new);
    }

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
        if (commandLine.strict() && sections.stream().anyMatch(Section::isMissed)) {
            System.exit(1);
        }
    }

    static List<Section> run(CommandLine commandLine) throws Exception {
        System.out.printf(
                "%tF, Java %s, %d processors; medians (minimum-maximum) of alternated rounds%n",
                LocalDate.now(), Runtime.version(), Runtime.getRuntime().availableProcessors());
        List<Section> sections = new ArrayList<>();
        for (String command : commandLine.commands()) {
            sections.addAll(BENCHMARKS
                    .get(command)
                    .apply(commandLine.options(), System.out)
                    .run());
        }
        return sections;
    }
}
