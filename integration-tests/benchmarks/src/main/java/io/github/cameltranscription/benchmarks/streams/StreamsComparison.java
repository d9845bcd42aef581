/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

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

/** Live sessions: the component against the bare Vert.x WebSocket client, and the server in a process of its own. */
public final class StreamsComparison {

    private static final double MOST_ROUND_TRIP = 1.2;
    private static final int MOST_BYTES = 16 * 1024;
    private static final int FIRST_SHARE = 10;

    /**
     * 14 s, by default: longer than the audio that is kept to be sent again, because the component releases silence
     * after about 11 s.
     */
    private static final double KEPT_AUDIO_WARM_UPS = 1.4;

    private static final double AFTER_COUNTING_WARM_UPS = 0.2;

    private final Settings settings;
    private final PrintStream progress;

    /**
     * What is measured, and how long.
     *
     * @param sessions     whose round trips are measured
     * @param heldSessions that are held at once, to see whether one starves and what each holds
     * @param rounds       how often both sides are measured
     * @param warmUp       before each measurement
     * @param window       of each measurement
     * @param jvmOptions   of both sides
     */
    public record Settings(
            int sessions, int heldSessions, int rounds, Duration warmUp, Duration window, List<String> jvmOptions) {}

    /**
     * @param settings what and how long
     * @param progress receives each measurement
     */
    public StreamsComparison(Settings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Measures all rounds, of round trips and of many sessions. */
    public List<Section> run() throws Exception {
        Rounds few = rounds(settings.sessions(), false);
        Rounds many = rounds(settings.heldSessions(), true);
        return List.of(
                new Section(title(settings.sessions()), roundTripRows(few)),
                new Section(title(settings.heldSessions()), heldRows(many)));
    }

    private Rounds rounds(int sessions, boolean heap) throws Exception {
        return Rounds.alternate(
                settings.rounds(),
                () -> measure("bare Vert.x", BareClientStreams.class, sessions, heap),
                () -> measure("palatine:stream", ComponentStreams.class, sessions, heap));
    }

    private static String title(int sessions) {
        return sessions + " paced sessions, 150 ms a chunk, a partial for each 300 ms: palatine:stream against the bare"
                + " Vert.x WebSocket client";
    }

    private List<Row> roundTripRows(Rounds rounds) {
        Target target = Target.atMost(MOST_ROUND_TRIP, MOST_ROUND_TRIP + " x");
        return List.of(
                Row.ofRatio("round trip ms, median", target, rounds, "roundTripMedian", 2),
                Row.ofRatio("round trip ms, 99th percentile", target, rounds, "roundTrip99", 2),
                Row.ofFigure("round trip ms, longest", Target.NONE, rounds, "roundTripLongest", 1),
                fed(rounds, settings.sessions()),
                inOrder(rounds, settings.sessions()),
                Row.ofFigure("CPU ms a partial", Target.NONE, rounds, "processorMillisPerPartial", 3));
    }

    private List<Row> heldRows(Rounds rounds) {
        return List.of(
                fed(rounds, settings.heldSessions()),
                inOrder(rounds, settings.heldSessions()),
                Row.ofFigure(
                        "live heap bytes a session, audio apart",
                        Target.atMost(MOST_BYTES, "" + MOST_BYTES),
                        rounds,
                        "bytesPerSession",
                        0),
                Row.ofOurs("words that each had said by then", Target.NONE, rounds, "wordsPerSession", 0),
                Row.ofOurs("live heap bytes a further word", Target.NONE, rounds, "bytesPerWord", 0),
                Row.ofOurs(
                        "audio bytes a session, kept to be sent again", Target.NONE, rounds, "audioBytesPerSession", 0),
                Row.ofFigure("round trip ms, median", Target.NONE, rounds, "roundTripMedian", 2),
                Row.ofFigure("round trip ms, 99th percentile", Target.NONE, rounds, "roundTrip99", 2),
                Row.ofFigure("round trip ms, longest", Target.NONE, rounds, "roundTripLongest", 1),
                Row.ofFigure("CPU ms a partial", Target.NONE, rounds, "processorMillisPerPartial", 3));
    }

    private static Row fed(Rounds rounds, int sessions) {
        return Row.ofFigure(
                "sessions with each partial within " + RoundTrips.BOUND.toMillis() + " ms",
                Target.atLeast(sessions, "" + sessions),
                rounds,
                "fed",
                0);
    }

    private static Row inOrder(Rounds rounds, int sessions) {
        return Row.ofFigure(
                "sessions with all partials in order", Target.atLeast(sessions, "" + sessions), rounds, "inOrder", 0);
    }

    private Map<String, Double> measure(String side, Class<?> main, int sessions, boolean withHeap) throws Exception {
        try (ChildProcess server = ChildProcess.start(PartialServer.class, List.of("-Xmx256m"), List.of())) {
            List<String> arguments =
                    List.of("127.0.0.1", "" + (int) server.ask("listen").figure("port"), "" + sessions);
            try (ChildProcess client = ChildProcess.start(main, settings.jvmOptions(), arguments)) {
                int first = Math.max(1, sessions / FIRST_SHARE);
                client.ask("open " + first);
                pause(settings.warmUp());
                HeapOfSessions heap = withHeap ? new HeapOfSessions(client, sessions, first) : null;
                client.ask("open " + sessions);
                pause(settings.warmUp());
                if (withHeap) {
                    heap.countAll();
                    pause(warmUps(AFTER_COUNTING_WARM_UPS));
                }
                double words = client.ask("begin").figure("words");
                pause(settings.window());
                Answer measured = client.ask("end");
                Map<String, Double> figures = figures(measured);
                if (withHeap) {
                    heap.countLater();
                    client.ask("own-audio");
                    pause(warmUps(KEPT_AUDIO_WARM_UPS));
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
    }

    private Duration warmUps(double count) {
        return Duration.ofMillis((long) (settings.warmUp().toMillis() * count));
    }

    private static void pause(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
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
