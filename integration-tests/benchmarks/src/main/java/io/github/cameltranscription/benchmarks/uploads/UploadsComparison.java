/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Large recordings at once in a small heap: the component against bare Camel HTTP, the server in its own process. */
public final class UploadsComparison {

    private static final double LEAST_THROUGHPUT = 0.9;
    private static final double MEGABYTE = 1e6;
    private static final int WARM_UP_DIVISOR = 4;
    private static final int WARM_UP_BATCHES = 2;

    private final Settings settings;
    private final PrintStream progress;

    /**
     * What is measured.
     *
     * @param atOnce     how many recordings at once
     * @param bytes      of each
     * @param rounds     how often both sides are measured
     * @param jvmOptions of both sides
     */
    public record Settings(int atOnce, long bytes, int rounds, List<String> jvmOptions) {}

    /**
     * @param settings what
     * @param progress receives each measurement
     */
    public UploadsComparison(Settings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Measures all rounds of all kinds of bodies. */
    public List<Section> run() throws Exception {
        Path folder = Files.createTempDirectory("recordings");
        Path recording = SparseRecording.create(folder, "call.wav", settings.bytes());
        Path shorter = SparseRecording.create(folder, "shorter.wav", settings.bytes() / WARM_UP_DIVISOR);
        try {
            List<Section> sections = new ArrayList<>();
            for (BodyKind kind : BodyKind.values()) {
                Rounds rounds = Rounds.alternate(
                        settings.rounds(),
                        () -> measure("bare camel-http", BareCamelHttpUploads.class, kind, shorter, recording),
                        () -> measure("palatine:submit", ComponentUploads.class, kind, shorter, recording));
                sections.add(new Section(title(kind), rows(rounds)));
            }
            return sections;
        } finally {
            for (Path file : List.of(recording, shorter, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String title(BodyKind kind) {
        return settings.atOnce() + " uploads of " + settings.bytes() / 1_000_000 + " MB at once, body a "
                + kind.argument() + ", " + String.join(" ", settings.jvmOptions())
                + ": palatine:submit against bare camel-http";
    }

    private List<Row> rows(Rounds rounds) {
        return List.of(
                Row.ofFigure(
                        "accepted", Target.atLeast(settings.atOnce(), "" + settings.atOnce()), rounds, "accepted", 0),
                Row.ofRatio(
                        "MB/s",
                        Target.atLeast(LEAST_THROUGHPUT, LEAST_THROUGHPUT + " x"),
                        rounds,
                        "megabytesPerSecond",
                        0),
                Row.ofFigure("CPU ms a MB", Target.NONE, rounds, "processorMillisPerMegabyte", 3),
                Row.ofFigure("heap peak MB", Target.NONE, rounds, "peakHeapMegabytes", 0));
    }

    private Map<String, Double> measure(String side, Class<?> main, BodyKind kind, Path shorter, Path recording)
            throws IOException {
        try (ChildProcess server = ChildProcess.start(SinkServer.class, List.of("-Xmx128m"), List.of())) {
            String url = "http://127.0.0.1:" + (int) server.ask("listen").figure("port");
            List<String> arguments = List.of(url, "" + settings.atOnce(), kind.argument());
            try (ChildProcess client = ChildProcess.start(main, settings.jvmOptions(), arguments)) {
                for (int batch = 0; batch < WARM_UP_BATCHES; batch++) {
                    client.ask("send " + shorter);
                }
                server.ask("begin");
                Answer sent = client.ask("send " + recording);
                Answer received = server.ask("end");
                Map<String, Double> figures = figures(sent, received);
                progress.println(side + ", " + kind.argument() + ": " + figures);
                return figures;
            }
        }
    }

    private Map<String, Double> figures(Answer sent, Answer received) {
        double bytes = received.figure("bytes");
        if (bytes < (double) settings.bytes() * settings.atOnce()) {
            throw new IllegalStateException("only " + bytes + " bytes arrived");
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accepted", received.figure("requests"));
        figures.put("megabytesPerSecond", bytes / MEGABYTE / sent.figure("seconds"));
        figures.put("processorMillisPerMegabyte", 1000 * sent.figure("processorSeconds") / (bytes / MEGABYTE));
        figures.put("peakHeapMegabytes", sent.figure("peakHeap") / MEGABYTE);
        return figures;
    }
}
