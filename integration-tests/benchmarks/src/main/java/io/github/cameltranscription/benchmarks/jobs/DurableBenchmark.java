/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.Options;
import io.github.cameltranscription.benchmarks.process.ServerAndClient;
import io.github.cameltranscription.benchmarks.report.Benchmark;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Recorded jobs on PostgreSQL, submitted by all nodes and emitted by all: what a job costs, and that none comes twice. */
public final class DurableBenchmark implements Benchmark {

    /** Three of submit and three of results. */
    private static final double MOST_STATEMENTS = 6;

    private static final long LEAST_PATIENCE = 120_000;
    private static final long PATIENCE_A_JOB = 50;

    private final Options options;
    private final PrintStream progress;
    private int tables;

    /**
     * @param options  numbers of jobs, nodes and extra milliseconds of a statement
     * @param progress receives each measurement
     */
    public DurableBenchmark(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Measures each combination once, on one database server. */
    @Override
    public List<Section> run() throws Exception {
        List<Section> sections = new ArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .start()) {
            for (int millis : options.numbers("--statement-millis")) {
                List<Row> rows = new ArrayList<>();
                for (int nodes : options.numbers("--nodes")) {
                    for (int jobs : options.numbers("--durable-jobs")) {
                        rows.addAll(rows(postgres, jobs, nodes, millis));
                    }
                }
                sections.add(new Section(
                        "recorded jobs through palatine:submit and palatine:results on PostgreSQL, " + millis
                                + " ms more a statement",
                        rows));
            }
        }
        return sections;
    }

    private List<Row> rows(EmbeddedPostgres postgres, int jobs, int nodes, int millis) throws Exception {
        Map<String, Double> figures = measure(postgres, jobs, nodes, millis);
        String what = jobs + " jobs, " + nodes + (nodes == 1 ? " node: " : " nodes: ");
        progress.println(what + millis + " ms, " + figures);
        Rounds rounds = Rounds.ofOurs(figures);
        return List.of(
                rounds.oursRow(what + "jobs/s", Target.NONE, "rate", 0),
                rounds.oursRow(what + "statements a job", Target.atMost(MOST_STATEMENTS), "statements", 2),
                rounds.oursRow(what + "delivered twice", Target.atMost(0), "twice", 0),
                rounds.oursRow(what + "finished", Target.atLeast(jobs), "finished", 0));
    }

    private Map<String, Double> measure(EmbeddedPostgres postgres, int jobs, int nodes, int millis) throws Exception {
        try (ServerAndClient pair = ServerAndClient.start(
                PollServer.class,
                List.of(jobs, 0),
                DurableJobs.class,
                options.jvmOptions("--heap"),
                List.of(postgres.getJdbcUrl("postgres", "postgres"), "jobs_" + ++tables, nodes, jobs, millis))) {
            pair.server().ask("finish");
            pair.client().ask("prepare");
            pair.client().ask("load");
            Answer ended = JobsWindow.awaitEnd(
                    pair.client(), jobs, Duration.ofMillis(Math.max(LEAST_PATIENCE, jobs * PATIENCE_A_JOB)));
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("rate", jobs / ended.figure("seconds"));
            figures.put("statements", ended.figure("statements") / jobs);
            figures.put("twice", ended.figure("twice"));
            figures.put("finished", ended.figure("done"));
            return figures;
        }
    }
}
