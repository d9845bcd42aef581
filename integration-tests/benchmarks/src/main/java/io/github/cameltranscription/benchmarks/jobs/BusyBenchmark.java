/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.PrintStream;
import java.time.Duration;
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

/** More recordings at once than the provider takes: how close the component comes to what it does take. */
public final class BusyBenchmark {

    private static final double MOST_TIME = 1.2;
    private static final double MOST_UPLOADS = 1.3;
    private static final int NO_RETRY_AFTER = 0;
    /** The component's own defaults. */
    private static final int NO_INTERVAL = 0;

    private final Settings settings;
    private final PrintStream progress;

    /**
     * What is submitted, and how much of it the server takes.
     *
     * @param recordings           how many at once
     * @param submissionsPerSecond that the server takes
     * @param jvmOptions           of the client
     */
    public record Settings(int recordings, int submissionsPerSecond, List<String> jvmOptions) {}

    /**
     * @param settings what and how much
     * @param progress receives each measurement
     */
    public BusyBenchmark(Settings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Measures both kinds of refusals, each once. */
    public List<Section> run() throws Exception {
        return List.of(section("429", NO_RETRY_AFTER), section("429 with Retry-After: 1", 1));
    }

    private Section section(String refusal, int retryAfter) throws Exception {
        String title = settings.recordings() + " recordings at once at palatine:transcribe, the provider takes "
                + settings.submissionsPerSecond() + " submissions/s and answers " + refusal + " to others";
        return new Section(title, rows(Rounds.ofOurs(measure(refusal, retryAfter))));
    }

    private List<Row> rows(Rounds rounds) {
        return List.of(
                Row.ofOurs(
                        "time until the last transcript by the ideal",
                        Target.atMost(MOST_TIME, MOST_TIME + " x"),
                        rounds,
                        "time",
                        2),
                Row.ofOurs("time until the last submission by the ideal", Target.NONE, rounds, "submitted", 2),
                Row.ofOurs("uploads a recording", Target.atMost(MOST_UPLOADS, "" + MOST_UPLOADS), rounds, "uploads", 2),
                Row.ofOurs(
                        "recordings done",
                        Target.atLeast(settings.recordings(), "" + settings.recordings()),
                        rounds,
                        "done",
                        0));
    }

    private Map<String, Double> measure(String refusal, int retryAfter) throws Exception {
        // The first one warms up.
        int recordings = settings.recordings() + 1;
        double ideal = (double) settings.recordings() / settings.submissionsPerSecond();
        try (ChildProcess server =
                ChildProcess.start(PollServer.class, List.of("-Xmx256m"), List.of("" + recordings, "0"))) {
            int port = (int) server.ask("listen").figure("port");
            server.ask("finish");
            List<String> arguments = List.of(
                    "http://127.0.0.1:" + port, "transcribe", "" + recordings, "" + NO_INTERVAL, "" + recordings);
            try (ChildProcess client = ChildProcess.start(ComponentJobs.class, settings.jvmOptions(), arguments)) {
                client.ask("prepare");
                JobsWindow.awaitEnd(client, 1, Duration.ofMinutes(1));
                server.ask("limit " + settings.submissionsPerSecond() + " " + retryAfter);
                server.ask("count");
                client.ask("first");
                client.ask("load");
                Answer ended = JobsWindow.awaitEnd(
                        client, recordings, Duration.ofMinutes(1).plusMillis((long) (5000 * ideal)));
                Answer counted = server.ask("count");
                int[] uploads = RequestsPerSecond.parse(counted, PollServer.UPLOADS);
                int[] taken = RequestsPerSecond.parse(counted, PollServer.TAKEN);
                progress.println(refusal + ", uploads in each second: " + Arrays.toString(uploads));
                progress.println(refusal + ", of which were taken: " + Arrays.toString(taken));
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("time", ended.figure("seconds") / ideal);
                figures.put("submitted", counted.figure("lastTaken") / ideal);
                figures.put("uploads", (double) Arrays.stream(uploads).sum() / settings.recordings());
                figures.put("done", ended.figure("done") - 1);
                return figures;
            }
        }
    }
}
