/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Many jobs in flight: the component against bare HttpClient 5 async, and the server in a process of its own. */
public final class JobsComparison {

    private static final int MOST_THREADS = 16;
    private static final int MOST_BYTES = 1024;
    private static final double MOST_PROCESSOR_TIME = 1.5;

    private final Settings settings;
    private final PrintStream progress;

    /**
     * What is measured, and how long.
     *
     * @param operation   {@code await} or {@code transcribe}
     * @param jobs        how many wait at once
     * @param interval    from poll to poll, for both sides
     * @param connections of both sides
     * @param answerDelay how long the server takes for an answer
     * @param rounds      how often both sides are measured
     * @param warmUp      before each measurement
     * @param window      of each measurement
     * @param jvmOptions  of both sides
     */
    public record Settings(
            String operation,
            int jobs,
            Duration interval,
            int connections,
            Duration answerDelay,
            int rounds,
            Duration warmUp,
            Duration window,
            List<String> jvmOptions) {}

    /**
     * @param settings what and how long
     * @param progress receives each measurement
     */
    public JobsComparison(Settings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Measures all rounds. */
    public Section run() throws Exception {
        Rounds rounds = Rounds.alternate(
                settings.rounds(),
                () -> measure("bare HttpClient 5 async", BareClientJobs.class),
                () -> measure("palatine:" + settings.operation(), ComponentJobs.class));
        return new Section(title(), rows(rounds));
    }

    private String title() {
        return settings.jobs() + " jobs in flight: palatine:" + settings.operation()
                + " against bare HttpClient 5 async, "
                + "polled every " + settings.interval().toMillis() + " ms, answers after "
                + settings.answerDelay().toMillis() + " ms, " + settings.connections() + " connections";
    }

    private List<Row> rows(Rounds rounds) {
        return List.of(
                Row.ofRatio(
                        "CPU ms a poll",
                        Target.atMost(MOST_PROCESSOR_TIME, MOST_PROCESSOR_TIME + " x"),
                        rounds,
                        "processorMillisPerPoll",
                        4),
                Row.ofFigure(
                        "threads beyond Camel's own",
                        Target.atMost(MOST_THREADS, "" + MOST_THREADS),
                        rounds,
                        "threads",
                        0),
                Row.ofFigure(
                        "live heap bytes a job, exchange apart",
                        Target.atMost(MOST_BYTES, "" + MOST_BYTES),
                        rounds,
                        "bytesPerJob",
                        0),
                Row.ofFigure(
                        "the same with a share of all connections",
                        Target.NONE,
                        rounds,
                        "bytesPerJobWithConnections",
                        0),
                Row.ofOurs("live heap bytes of an exchange that waits", Target.NONE, rounds, "exchangeBytes", 0),
                Row.ofFigure(
                        "lateness ms, 99th percentile",
                        Target.below(settings.interval().toMillis(), "one interval"),
                        rounds,
                        "lateness99",
                        0),
                Row.ofFigure("lateness ms, median", Target.NONE, rounds, "latenessMedian", 0),
                Row.ofFigure("lateness ms, longest", Target.NONE, rounds, "latenessLongest", 0),
                Row.ofFigure("polls a second", Target.NONE, rounds, "pollsPerSecond", 0));
    }

    private Map<String, Double> measure(String side, Class<?> main) throws Exception {
        try (ChildProcess server = ChildProcess.start(
                PollServer.class,
                List.of("-Xmx256m"),
                List.of("" + settings.jobs(), "" + settings.answerDelay().toMillis()))) {
            int port = (int) server.ask("listen").figure("port");
            List<String> arguments = List.of(
                    "http://127.0.0.1:" + port,
                    settings.operation(),
                    "" + settings.jobs(),
                    "" + settings.interval().toMillis(),
                    "" + settings.connections());
            try (ChildProcess client = ChildProcess.start(main, settings.jvmOptions(), arguments)) {
                HeapOfJobs heap = new HeapOfJobs(server, client, settings);
                client.ask("load");
                Thread.sleep(settings.warmUp().toMillis());
                server.ask("begin");
                Answer measured = client.ask("measure " + settings.window().toMillis());
                Answer polled = server.ask("end");
                heap.count();
                Map<String, Double> figures = figures(measured, polled);
                figures.put("bytesPerJob", heap.bytesPerJob());
                figures.put("bytesPerJobWithConnections", heap.bytesPerJobWithConnections());
                figures.put("exchangeBytes", heap.exchangeBytes());
                tell(side, figures, measured, heap.byClass());
                return figures;
            }
        }
    }

    private Map<String, Double> figures(Answer measured, Answer polled) {
        if (polled.figure("jobsPolled") != settings.jobs()) {
            throw new IllegalStateException("only " + polled.figure("jobsPolled") + " jobs were polled");
        }
        double requested = PolledJobs.shortestDelayMillis(settings.interval().toMillis());
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("processorMillisPerPoll", 1000 * measured.figure("processorSeconds") / polled.figure("polls"));
        figures.put("pollsPerSecond", polled.figure("polls") / measured.figure("seconds"));
        figures.put("threads", measured.figure("threads"));
        figures.put("latenessMedian", polled.figure("intervalMedian") - requested);
        figures.put("lateness99", polled.figure("interval99") - requested);
        figures.put("latenessLongest", polled.figure("intervalLongest") - requested);
        return figures;
    }

    private void tell(String side, Map<String, Double> figures, Answer measured, List<String> growth) {
        progress.println(side + ": " + figures);
        progress.println("  threads: " + String.join(", ", measured.notes()));
        progress.println("  live heap a job by class, exchange included:");
        growth.forEach(line -> progress.println("  " + line));
    }
}
