/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.PrintStream;
import java.time.Duration;
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

/** More recordings at once than the provider accepts: how close the component comes to the ideal time. */
public final class BusyBenchmark implements Benchmark {

    private static final double MOST_TIME = 1.2;
    private static final double MOST_UPLOADS = 1.3;
    private static final int NO_RETRY_AFTER = 0;
    /** The component's own defaults. */
    private static final int NO_INTERVAL = 0;

    private final PrintStream progress;
    private final int recordings;
    private final int submissionsPerSecond;
    private final List<String> jvmOptions;

    /**
     * @param options  how many recordings, and how many submissions the server accepts
     * @param progress receives each measurement
     */
    public BusyBenchmark(Options options, PrintStream progress) {
        this.progress = progress;
        this.recordings = options.number("--recordings");
        this.submissionsPerSecond = options.number("--submissions-per-second");
        this.jvmOptions = options.jvmOptions("--heap");
    }

    /** Measures both kinds of refusals, each once. */
    @Override
    public List<Section> run() throws Exception {
        return List.of(section("429", NO_RETRY_AFTER), section("429 with Retry-After: 1", 1));
    }

    private Section section(String refusal, int retryAfter) throws Exception {
        String title = recordings + " recordings at once at palatine:transcribe, the provider takes "
                + submissionsPerSecond + " submissions/s and answers " + refusal + " to others";
        return new Section(title, rows(Rounds.ofOurs(measure(refusal, retryAfter))));
    }

    private List<Row> rows(Rounds rounds) {
        return List.of(
                rounds.oursRow("time until the last transcript by the ideal", Target.atMostTimes(MOST_TIME), "time", 2),
                rounds.oursRow("time until the last submission by the ideal", Target.NONE, "submitted", 2),
                rounds.oursRow("uploads a recording", Target.atMost(MOST_UPLOADS), "uploads", 2),
                rounds.oursRow("recordings done", Target.atLeast(recordings), "done", 0));
    }

    private Map<String, Double> measure(String refusal, int retryAfter) throws Exception {
        // The first one warms up.
        int all = recordings + 1;
        double ideal = (double) recordings / submissionsPerSecond;
        try (ServerAndClient pair = ServerAndClient.start(
                PollServer.class,
                List.of(all, 0),
                ComponentJobs.class,
                jvmOptions,
                List.of("transcribe", all, NO_INTERVAL, all))) {
            pair.server().ask("finish");
            pair.client().ask("prepare");
            JobsWindow.awaitEnd(pair.client(), 1, Duration.ofMinutes(1));
            pair.server().ask("limit " + submissionsPerSecond + " " + retryAfter);
            pair.server().ask("count");
            pair.client().ask("first");
            pair.client().ask("load");
            Answer ended = JobsWindow.awaitEnd(
                    pair.client(), all, Duration.ofMinutes(1).plusMillis((long) (5000 * ideal)));
            Answer counted = pair.server().ask("count");
            int[] uploads = RequestsPerSecond.parse(counted, PollServer.UPLOADS);
            int[] taken = RequestsPerSecond.parse(counted, PollServer.TAKEN);
            progress.println(refusal + ", uploads in each second: " + Arrays.toString(uploads));
            progress.println(refusal + ", of which were taken: " + Arrays.toString(taken));
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("time", ended.figure("seconds") / ideal);
            figures.put("submitted", counted.figure("lastTaken") / ideal);
            figures.put("uploads", (double) Arrays.stream(uploads).sum() / recordings);
            figures.put("done", ended.figure("done") - 1);
            return figures;
        }
    }
}
