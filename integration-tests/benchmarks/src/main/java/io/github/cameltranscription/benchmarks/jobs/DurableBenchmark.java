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
import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Recorded jobs on PostgreSQL, submitted by all nodes and emitted by all: what a job costs, and that none comes twice. */
public final class DurableBenchmark {

    /** Three of submit and three of results. */
    private static final double MOST_STATEMENTS = 6;

    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);
    private static final int PATIENCE_MILLIS_A_JOB = 50;

    private final Settings settings;
    private final PrintStream progress;
    private int tables;

    /**
     * What is recorded where; each number is measured with each other.
     *
     * @param jobs            how many
     * @param nodes           how many Camel contexts share the database
     * @param statementMillis how much longer each statement takes than it does
     * @param jvmOptions      of the client
     */
    public record Settings(
            List<Integer> jobs, List<Integer> nodes, List<Integer> statementMillis, List<String> jvmOptions) {}

    /**
     * @param settings what and how much
     * @param progress receives each measurement
     */
    public DurableBenchmark(Settings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Measures each combination once, on one database server. */
    public List<Section> run() throws Exception {
        List<Section> sections = new ArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .start()) {
            for (int millis : settings.statementMillis()) {
                List<Row> rows = new ArrayList<>();
                for (int nodes : settings.nodes()) {
                    for (int jobs : settings.jobs()) {
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
                Row.ofOurs(what + "jobs/s", Target.NONE, rounds, "rate", 0),
                Row.ofOurs(
                        what + "statements a job",
                        Target.atMost(MOST_STATEMENTS, "" + (int) MOST_STATEMENTS),
                        rounds,
                        "statements",
                        2),
                Row.ofOurs(what + "delivered twice", Target.atMost(0, "0"), rounds, "twice", 0),
                Row.ofOurs(what + "finished", Target.atLeast(jobs, "" + jobs), rounds, "finished", 0));
    }

    private Map<String, Double> measure(EmbeddedPostgres postgres, int jobs, int nodes, int millis) throws Exception {
        try (ChildProcess server = ChildProcess.start(PollServer.class, List.of("-Xmx256m"), List.of("" + jobs, "0"))) {
            int port = (int) server.ask("listen").figure("port");
            server.ask("finish");
            List<String> arguments = List.of(
                    "http://127.0.0.1:" + port,
                    postgres.getJdbcUrl("postgres", "postgres"),
                    "jobs_" + ++tables,
                    "" + nodes,
                    "" + jobs,
                    "" + millis);
            try (ChildProcess client = ChildProcess.start(DurableJobs.class, settings.jvmOptions(), arguments)) {
                client.ask("prepare");
                client.ask("load");
                Duration patience = Duration.ofMillis((long) jobs * PATIENCE_MILLIS_A_JOB);
                Answer ended = JobsWindow.awaitEnd(
                        client, jobs, patience.compareTo(LEAST_PATIENCE) > 0 ? patience : LEAST_PATIENCE);
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("rate", jobs / ended.figure("seconds"));
                figures.put("statements", ended.figure("statements") / jobs);
                figures.put("twice", ended.figure("twice"));
                figures.put("finished", ended.figure("done"));
                return figures;
            }
        }
    }
}
