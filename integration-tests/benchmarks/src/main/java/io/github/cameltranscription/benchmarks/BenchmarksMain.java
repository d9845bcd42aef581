/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.github.cameltranscription.benchmarks.jobs.JobsComparison;
import io.github.cameltranscription.benchmarks.report.ResultTable;
import io.github.cameltranscription.benchmarks.report.Row;
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
        List<Row> rows = run(commandLine);
        System.out.println();
        System.out.print(ResultTable.of(rows));
        if (commandLine.isStrict() && rows.stream().anyMatch(Row::isMissed)) {
            System.exit(1);
        }
    }

    static List<Row> run(CommandLine commandLine) throws Exception {
        System.out.printf(
                "Java %s, %d processors; medians (minimum-maximum) of alternated rounds%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors());
        List<Row> rows = new ArrayList<>();
        if (commandLine.isAskedFor("jobs")) {
            rows.addAll(new JobsComparison(commandLine.jobs(), System.out).run());
        }
        if (commandLine.isAskedFor("uploads")) {
            rows.addAll(new UploadsComparison(commandLine.uploads(), System.out).run());
        }
        return rows;
    }
}
