/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.Options;
import io.github.cameltranscription.benchmarks.process.ServerAndClient;
import io.github.cameltranscription.benchmarks.report.Benchmark;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Many jobs in flight: the component against bare HttpClient 5 async, and the server in its own process. */
public final class JobsComparison implements Benchmark {

    private static final int MOST_THREADS = 16;
    private static final int MOST_BYTES = 1024;
    private static final double MOST_PROCESSOR_TIME = 1.15;
    private static final int MOST_WINDOWS = 10;

    private final Options options;
    private final PrintStream progress;
    private final String operation;
    private final int jobs;
    private final Duration interval;
    private final int connections;
    private final Duration answerDelay;

    /**
     * @param options  {@code --operation} is {@code await} or {@code transcribe}
     * @param progress receives each measurement
     */
    public JobsComparison(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
        this.operation = options.text("--operation");
        this.jobs = options.number("--jobs");
        this.interval = options.duration("--interval");
        this.connections = options.number("--connections");
        this.answerDelay = options.duration("--answer-delay");
    }

    @Override
    public List<Section> run() throws Exception {
        Rounds rounds = Rounds.alternate(
                options.number("--rounds"),
                () -> measure("bare HttpClient 5 async", BareClientJobs.class),
                () -> measure("palatine:" + operation, ComponentJobs.class));
        return List.of(new Section(
                jobs + " jobs in flight: palatine:" + operation + " against bare HttpClient 5 async, polled every "
                        + interval.toMillis() + " ms, answers after " + answerDelay.toMillis() + " ms, " + connections
                        + " connections",
                rows(rounds)));
    }

    private List<Row> rows(Rounds rounds) {
        return List.of(
                rounds.ratioRow("CPU ms a poll", Target.atMostTimes(MOST_PROCESSOR_TIME), "processorMillisPerPoll", 4),
                rounds.figureRow("threads beyond Camel's own", Target.atMost(MOST_THREADS), "threads", 0),
                rounds.figureRow("live heap bytes a job, exchange apart", Target.atMost(MOST_BYTES), "bytesPerJob", 0),
                rounds.figureRow(
                        "the same with a share of all connections", Target.NONE, "bytesPerJobWithConnections", 0),
                rounds.oursRow("live heap bytes of an exchange that waits", Target.NONE, "exchangeBytes", 0),
                rounds.figureRow(
                        "lateness ms, 99th percentile",
                        Target.below(interval.toMillis(), "one interval"),
                        "lateness99",
                        0),
                rounds.figureRow("lateness ms, median", Target.NONE, "latenessMedian", 0),
                rounds.figureRow("lateness ms, longest", Target.NONE, "latenessLongest", 0),
                rounds.figureRow("polls a second", Target.NONE, "pollsPerSecond", 0));
    }

    private Map<String, Double> measure(String side, Class<?> client) throws Exception {
        try (ServerAndClient pair = ServerAndClient.start(
                PollServer.class,
                List.of(jobs, answerDelay.toMillis()),
                client,
                options.jvmOptions("--heap"),
                List.of(operation, jobs, interval.toMillis(), connections))) {
            HeapOfJobs heap = new HeapOfJobs(pair, jobs, interval, connections);
            pair.client().ask("load");
            Thread.sleep(options.duration("--warm-up").toMillis());
            Answer measured = window(pair);
            heap.count();
            Map<String, Double> figures = figures(measured);
            figures.put("bytesPerJob", heap.bytesPerJob());
            figures.put("bytesPerJobWithConnections", heap.bytesPerJobWithConnections());
            figures.put("exchangeBytes", heap.exchangeBytes());
            progress.println(side + ": " + figures);
            progress.println("  threads: " + String.join(", ", measured.notes()));
            progress.println("  live heap a job by class, exchange included:");
            heap.byClass().forEach(line -> progress.println("  " + line));
            return figures;
        }
    }

    /** Measures again if a busy machine did not poll each job within the window. */
    private Answer window(ServerAndClient pair) throws Exception {
        for (int windows = 1; ; windows++) {
            pair.server().ask("begin");
            Answer measured =
                    pair.client().ask("measure " + options.duration("--window").toMillis());
            Answer polled = pair.server().ask("end");
            if (polled.figure("jobsPolled") == jobs) {
                return measured.and(polled);
            }
            String missing = "only " + (int) polled.figure("jobsPolled") + " of " + jobs
                    + " jobs were polled in window " + windows;
            if (windows == MOST_WINDOWS) {
                throw new IllegalStateException(missing);
            }
            progress.println("  " + missing + ", which is measured again");
        }
    }

    private Map<String, Double> figures(Answer measured) {
        double requested = PolledJobs.shortestDelayMillis(interval.toMillis());
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("processorMillisPerPoll", 1000 * measured.figure("processorSeconds") / measured.figure("polls"));
        figures.put("pollsPerSecond", measured.figure("polls") / measured.figure("seconds"));
        figures.put("threads", measured.figure("threads"));
        figures.put("latenessMedian", measured.figure("intervalMedian") - requested);
        figures.put("lateness99", measured.figure("interval99") - requested);
        figures.put("latenessLongest", measured.figure("intervalLongest") - requested);
        return figures;
    }
}
