/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.process.Options;
import io.github.cameltranscription.benchmarks.report.Benchmark;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** How long the dev console takes while many jobs wait, by the time in which Jackson writes the same rows. */
public final class ConsoleBenchmark implements Benchmark {

    private static final Target TARGET = Target.atMost(100);
    private static final int USUAL_LIMIT = 1_000;

    private final Options options;
    private final PrintStream progress;
    private final int jobs;

    /**
     * @param options  how many jobs, and how many rounds, each in a new JVM
     * @param progress receives each measurement
     */
    public ConsoleBenchmark(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
        this.jobs = options.number("--jobs");
    }

    /** Measures the usual number of rows, and all rows, in both forms. */
    @Override
    public List<Section> run() throws Exception {
        List<Rounds.Round> rounds = new ArrayList<>();
        for (int number = 0; number < options.number("--rounds"); number++) {
            rounds.add(measure());
        }
        Rounds all = new Rounds(rounds);
        List<Row> rows = new ArrayList<>();
        // The first answer loads classes: it takes as long with 20 jobs.
        for (String form : List.of("text", "json")) {
            rows.add(all.oursRow("first answer of a process, ms, " + form, Target.NONE, "first " + form, 1));
        }
        for (String form : List.of("text", "json")) {
            rows.add(all.figureRow("usual number of rows, ms, " + form, TARGET, "usual " + form, 1));
            rows.add(all.figureRow("all rows, ms, " + form, TARGET, "all " + form, 1));
        }
        String title = "Dev console with " + jobs + " jobs at palatine:await; the baseline is Jackson, which"
                + " writes the same rows as JSON";
        return List.of(new Section(title, rows));
    }

    private Rounds.Round measure() throws Exception {
        Map<String, Double> bare = new LinkedHashMap<>();
        Map<String, Double> ours = new LinkedHashMap<>();
        try (ChildProcess child = ChildProcess.start(ConsoleJobs.class, options.jvmOptions("--heap"), List.of())) {
            child.ask("load " + jobs);
            Answer first = child.ask("first " + USUAL_LIMIT);
            Answer usual = child.ask("measure " + USUAL_LIMIT);
            Answer all = child.ask("measure " + jobs);
            for (String form : List.of("text", "json")) {
                ours.put("first " + form, first.figure(form));
                ours.put("usual " + form, usual.figure(form));
                ours.put("all " + form, all.figure(form));
                bare.put("usual " + form, usual.figure("bare"));
                bare.put("all " + form, all.figure("bare"));
            }
        }
        progress.println("console: " + ours);
        return new Rounds.Round(bare, ours);
    }
}
