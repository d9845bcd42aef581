/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.process.Options;
import io.github.cameltranscription.benchmarks.process.ServerAndClient;
import io.github.cameltranscription.benchmarks.report.Benchmark;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Live sessions: the component against the bare Vert.x WebSocket client, and the server in a process of its own. */
public final class StreamsComparison implements Benchmark {

    private static final double MOST_MEDIAN_ROUND_TRIP = 1.25;
    private static final double MOST_ROUND_TRIP_99 = 1.2;
    private static final double MOST_PROCESSOR_TIME = 1.25;
    private static final int MOST_BYTES = 12 * 1024;
    private static final int FIRST_SHARE = 10;

    /**
     * 14 s, by default: longer than the audio that is kept to be sent again, because the component releases silence
     * after about 11 s.
     */
    private static final double KEPT_AUDIO_WARM_UPS = 1.4;

    private static final double AFTER_COUNTING_WARM_UPS = 0.2;

    private final Options options;
    private final PrintStream progress;

    /**
     * @param options  how many sessions whose round trips are measured, and how many that are held at once
     * @param progress receives each measurement
     */
    public StreamsComparison(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /** Measures all rounds, of round trips and of many sessions. */
    @Override
    public List<Section> run() throws Exception {
        int few = options.number("--sessions");
        int many = options.number("--held-sessions");
        return List.of(
                new Section(title(few), roundTripRows(rounds(few, false), few)),
                new Section(title(many), heldRows(rounds(many, true), many)));
    }

    private Rounds rounds(int sessions, boolean heap) throws Exception {
        return Rounds.alternate(
                options.number("--rounds"),
                () -> measure("bare Vert.x", BareClientStreams.class, sessions, heap),
                () -> measure("palatine:stream", ComponentStreams.class, sessions, heap));
    }

    private static String title(int sessions) {
        return sessions + " paced sessions, 150 ms a chunk, a partial for each 300 ms: palatine:stream against the bare"
                + " Vert.x WebSocket client";
    }

    private static List<Row> roundTripRows(Rounds rounds, int sessions) {
        return List.of(
                rounds.ratioRow(
                        "round trip ms, median", Target.atMostTimes(MOST_MEDIAN_ROUND_TRIP), "roundTripMedian", 2),
                rounds.ratioRow(
                        "round trip ms, 99th percentile", Target.atMostTimes(MOST_ROUND_TRIP_99), "roundTrip99", 2),
                rounds.figureRow("round trip ms, longest", Target.NONE, "roundTripLongest", 1),
                fed(rounds, sessions),
                inOrder(rounds, sessions),
                rounds.ratioRow(
                        "CPU ms a partial", Target.atMostTimes(MOST_PROCESSOR_TIME), "processorMillisPerPartial", 3));
    }

    private static List<Row> heldRows(Rounds rounds, int sessions) {
        return List.of(
                fed(rounds, sessions),
                inOrder(rounds, sessions),
                rounds.figureRow(
                        "live heap bytes a session, audio apart", Target.atMost(MOST_BYTES), "bytesPerSession", 0),
                rounds.oursRow("words that each had said by then", Target.NONE, "wordsPerSession", 0),
                rounds.oursRow("live heap bytes a further word", Target.NONE, "bytesPerWord", 0),
                rounds.oursRow("audio bytes a session, kept to be sent again", Target.NONE, "audioBytesPerSession", 0),
                rounds.figureRow("round trip ms, median", Target.NONE, "roundTripMedian", 2),
                rounds.figureRow("round trip ms, 99th percentile", Target.NONE, "roundTrip99", 2),
                rounds.figureRow("round trip ms, longest", Target.NONE, "roundTripLongest", 1),
                rounds.figureRow("CPU ms a partial", Target.NONE, "processorMillisPerPartial", 3));
    }

    private static Row fed(Rounds rounds, int sessions) {
        return rounds.figureRow(
                "sessions with each partial within " + RoundTrips.BOUND.toMillis() + " ms",
                Target.atLeast(sessions),
                "fed",
                0);
    }

    private static Row inOrder(Rounds rounds, int sessions) {
        return rounds.figureRow("sessions with all partials in order", Target.atLeast(sessions), "inOrder", 0);
    }

    private Map<String, Double> measure(String side, Class<?> main, int sessions, boolean withHeap) throws Exception {
        try (ServerAndClient pair = ServerAndClient.start(
                PartialServer.class, List.of(), main, options.jvmOptions("--heap"), List.of(sessions))) {
            ChildProcess client = pair.client();
            int first = Math.max(1, sessions / FIRST_SHARE);
            client.ask("open " + first);
            pauseWarmUps(1);
            HeapOfSessions heap = withHeap ? new HeapOfSessions(client, sessions, first) : null;
            client.ask("open " + sessions);
            pauseWarmUps(1);
            if (withHeap) {
                heap.countAll();
                pauseWarmUps(AFTER_COUNTING_WARM_UPS);
            }
            double words = client.ask("begin").figure("words");
            Thread.sleep(options.duration("--window").toMillis());
            Answer measured = client.ask("end");
            Map<String, Double> figures = figures(measured);
            if (withHeap) {
                heap.countLater();
                client.ask("own-audio");
                pauseWarmUps(KEPT_AUDIO_WARM_UPS);
                heap.countAudio();
                figures.put("bytesPerSession", heap.bytesPerSession());
                figures.put("wordsPerSession", words / sessions);
                figures.put("bytesPerWord", heap.bytesPerWord(measured.figure("words") - words));
                figures.put("audioBytesPerSession", heap.audioBytesPerSession());
            }
            progress.println(side + ", " + sessions + " sessions: " + figures);
            if (withHeap) {
                progress.println("  live heap a session by class:");
                heap.byClass().forEach(line -> progress.println("  " + line));
            }
            return figures;
        }
    }

    private void pauseWarmUps(double count) throws InterruptedException {
        Thread.sleep((long) (options.duration("--warm-up").toMillis() * count));
    }

    private static Map<String, Double> figures(Answer measured) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String name : List.of("roundTripMedian", "roundTrip99", "roundTripLongest", "fed", "inOrder")) {
            figures.put(name, measured.figure(name));
        }
        figures.put(
                "processorMillisPerPartial", 1000 * measured.figure("processorSeconds") / measured.figure("partials"));
        return figures;
    }
}
