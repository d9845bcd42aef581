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
import io.github.cameltranscription.benchmarks.process.Options;
import io.github.cameltranscription.benchmarks.process.ServerAndClient;
import io.github.cameltranscription.benchmarks.report.Benchmark;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Many jobs wait during an outage: how many requests the provider receives while it lasts, and afterwards. */
public final class OutageBenchmark implements Benchmark {

    private static final int MOST_REQUESTS_PER_SECOND = 20;
    private static final int MOST_AFTERWARDS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Options options;
    private final PrintStream progress;
    private final int jobs;
    private final Duration interval;
    private final Duration outage;

    /**
     * @param options  of the jobs, and how long the outage lasts
     * @param progress receives each measurement
     */
    public OutageBenchmark(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
        this.jobs = options.number("--jobs");
        this.interval = options.duration("--interval");
        this.outage = Duration.ofSeconds(options.number("--seconds"));
    }

    /** Measures both kinds of outage, each once. */
    @Override
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
        String title = jobs + " jobs wait at palatine:await, polled every " + interval.toMillis()
                + " ms, while the provider " + kind + " for " + outage.toSeconds() + " s";
        return new Section(title, rows(Rounds.ofOurs(measure(kind, command))));
    }

    private List<Row> rows(Rounds rounds) {
        Target most = Target.atMost(MOST_REQUESTS_PER_SECOND);
        return List.of(
                rounds.oursRow("requests a second before", Target.NONE, "steady", 0),
                rounds.oursRow("requests in the first second of the outage", Target.NONE, "firstSecond", 0),
                rounds.oursRow("requests a second from then on", most, "average", 1),
                rounds.oursRow("requests in the highest second from then on", most, "highest", 0),
                rounds.oursRow(
                        "highest second afterwards by the rate before",
                        Target.atMostTimes(MOST_AFTERWARDS),
                        "afterwards",
                        2),
                rounds.oursRow("the same while all jobs end, releases included", Target.NONE, "ending", 2),
                rounds.oursRow("jobs done", Target.atLeast(jobs), "done", 0));
    }

    private Map<String, Double> measure(String kind, String command) throws Exception {
        try (ServerAndClient pair = ServerAndClient.start(
                PollServer.class,
                List.of(jobs, 0),
                ComponentJobs.class,
                options.jvmOptions("--heap"),
                List.of("await", jobs, interval.toMillis(), options.number("--connections")))) {
            for (String beginning : List.of("prepare", "first", "load")) {
                pair.client().ask(beginning);
            }
            Thread.sleep(options.duration("--warm-up").toMillis());
            pair.server().ask("count");
            Thread.sleep(options.duration("--window").toMillis());
            Answer before = pair.server().ask("count");
            pair.server().ask(command);
            Thread.sleep(outage.toMillis());
            Answer during = pair.server().ask("count");
            pair.server().ask("recover");
            Thread.sleep(outage.toMillis() / 2);
            Answer afterwards = pair.server().ask("count");
            pair.server().ask("finish");
            Answer ended = JobsWindow.awaitEnd(pair.client(), jobs, PATIENCE);
            Answer ending = pair.server().ask("count");
            print(kind + ", before", before);
            print(kind + ", while it lasts", during);
            print(kind + ", afterwards", afterwards);
            print(kind + ", while the jobs end", ending);
            return figures(before, during, afterwards, ending, ended);
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

    private void print(String phase, Answer counted) {
        progress.println(phase + ", requests in each second: " + Arrays.toString(counts(counted)));
    }
}
