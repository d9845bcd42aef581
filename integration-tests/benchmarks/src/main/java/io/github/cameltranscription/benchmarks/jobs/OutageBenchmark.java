/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Many jobs wait while the provider is away: what it gets while that lasts, and when it is back. */
public final class OutageBenchmark {

    private static final int MOST_REQUESTS_PER_SECOND = 20;
    private static final int MOST_AFTERWARDS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Settings settings;
    private final PrintStream progress;

    /**
     * What waits, and how long the server is away.
     *
     * @param jobs        how many wait at once
     * @param interval    from poll to poll
     * @param connections of the client
     * @param warmUp      before the steady rate is measured
     * @param window      in which the steady rate is measured
     * @param outage      how long it lasts
     * @param jvmOptions  of the client
     */
    public record Settings(
            int jobs,
            Duration interval,
            int connections,
            Duration warmUp,
            Duration window,
            Duration outage,
            List<String> jvmOptions) {}

    /**
     * @param settings what and how long
     * @param progress receives each measurement
     */
    public OutageBenchmark(Settings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Measures both kinds of outage, each once. */
    public List<Section> run() throws Exception {
        List<Section> sections = new ArrayList<>();
        sections.add(section("answers 502 with an HTML page", "fail"));
        if (RefusedConnections.areCounted()) {
            sections.add(section("refuses connections", "refuse"));
        } else {
            progress.println("Refused connections are counted on Linux only: that outage is left out.");
        }
        return sections;
    }

    private Section section(String kind, String command) throws Exception {
        String title = settings.jobs() + " jobs wait at palatine:await, polled every "
                + settings.interval().toMillis() + " ms, while the provider "
                + kind + " for " + settings.outage().toSeconds() + " s";
        return new Section(title, rows(Rounds.ofOurs(measure(kind, command))));
    }

    private List<Row> rows(Rounds rounds) {
        Target most = Target.atMost(MOST_REQUESTS_PER_SECOND, "" + MOST_REQUESTS_PER_SECOND);
        return List.of(
                Row.ofOurs("requests a second before", Target.NONE, rounds, "steady", 0),
                Row.ofOurs("requests in the first second of the outage", Target.NONE, rounds, "firstSecond", 0),
                Row.ofOurs("requests a second from then on", most, rounds, "average", 1),
                Row.ofOurs("requests in the highest second from then on", most, rounds, "highest", 0),
                Row.ofOurs(
                        "highest second afterwards by the rate before",
                        Target.atMost(MOST_AFTERWARDS, MOST_AFTERWARDS + " x"),
                        rounds,
                        "afterwards",
                        2),
                Row.ofOurs("the same while all jobs end, releases included", Target.NONE, rounds, "ending", 2),
                Row.ofOurs("jobs done", Target.atLeast(settings.jobs(), "" + settings.jobs()), rounds, "done", 0));
    }

    private Map<String, Double> measure(String kind, String command) throws Exception {
        try (ChildProcess server =
                ChildProcess.start(PollServer.class, List.of("-Xmx256m"), List.of("" + settings.jobs(), "0"))) {
            int port = (int) server.ask("listen").figure("port");
            List<String> arguments = List.of(
                    "http://127.0.0.1:" + port,
                    "await",
                    "" + settings.jobs(),
                    "" + settings.interval().toMillis(),
                    "" + settings.connections());
            try (ChildProcess client = ChildProcess.start(ComponentJobs.class, settings.jvmOptions(), arguments)) {
                for (String beginning : List.of("prepare", "first", "load")) {
                    client.ask(beginning);
                }
                Thread.sleep(settings.warmUp().toMillis());
                server.ask("count");
                Thread.sleep(settings.window().toMillis());
                Answer before = server.ask("count");
                server.ask(command);
                Thread.sleep(settings.outage().toMillis());
                Answer during = server.ask("count");
                server.ask("recover");
                Thread.sleep(settings.outage().toMillis() / 2);
                Answer afterwards = server.ask("count");
                server.ask("finish");
                Answer ended = JobsWindow.awaitEnd(client, settings.jobs(), PATIENCE);
                Answer ending = server.ask("count");
                tell(kind + ", before", before);
                tell(kind + ", while it lasts", during);
                tell(kind + ", afterwards", afterwards);
                tell(kind + ", while the jobs end", ending);
                return figures(before, during, afterwards, ending, ended);
            }
        }
    }

    private static Map<String, Double> figures(
            Answer before, Answer during, Answer afterwards, Answer ending, Answer ended) {
        double steady = sum(counts(before)) / before.figure("seconds");
        int[] outage = counts(during);
        int[] fromSecond = Arrays.copyOfRange(outage, 1, outage.length);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("steady", steady);
        figures.put("firstSecond", (double) outage[0]);
        figures.put("average", sum(fromSecond) / (during.figure("seconds") - 1));
        figures.put("highest", highest(fromSecond));
        figures.put("afterwards", highest(counts(afterwards)) / steady);
        figures.put("ending", highest(counts(ending)) / steady);
        figures.put("done", ended.figure("done"));
        return figures;
    }

    private static int[] counts(Answer answer) {
        return RequestsPerSecond.parse(answer, PollServer.REQUESTS);
    }

    private static double sum(int[] counts) {
        return Arrays.stream(counts).sum();
    }

    private static double highest(int[] counts) {
        return Arrays.stream(counts).max().orElse(0);
    }

    private void tell(String phase, Answer counted) {
        progress.println(phase + ", requests in each second: " + Arrays.toString(counts(counted)));
    }
}
