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
import io.github.cameltranscription.benchmarks.process.Options;
import io.github.cameltranscription.benchmarks.process.ServerAndClient;
import io.github.cameltranscription.benchmarks.report.Benchmark;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;
import io.github.cameltranscription.benchmarks.report.Target;

/** Large recordings at once in a small heap: the component against bare Camel HTTP, the server in its own process. */
public final class UploadsComparison implements Benchmark {

    private static final double LEAST_THROUGHPUT = 0.95;
    private static final double MEGABYTE = 1e6;
    private static final int WARM_UP_DIVISOR = 4;
    private static final int WARM_UP_BATCHES = 2;

    private final Options options;
    private final PrintStream progress;
    private final int atOnce;
    private final long bytes;

    /**
     * @param options  how many recordings of which size
     * @param progress receives each measurement
     */
    public UploadsComparison(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
        this.atOnce = options.number("--at-once");
        this.bytes = (long) MEGABYTE * options.number("--megabytes");
    }

    /** Measures all rounds of all kinds of bodies. */
    @Override
    public List<Section> run() throws Exception {
        Path folder = Files.createTempDirectory("recordings");
        Path recording = SparseRecording.create(folder, "call.wav", bytes);
        Path shorter = SparseRecording.create(folder, "shorter.wav", bytes / WARM_UP_DIVISOR);
        try {
            List<Section> sections = new ArrayList<>();
            for (BodyKind kind : BodyKind.values()) {
                Rounds rounds = Rounds.alternate(
                        options.number("--rounds"),
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
        return atOnce + " uploads of " + options.number("--megabytes") + " MB at once, body a " + kind.argument() + ", "
                + String.join(" ", options.jvmOptions("--upload-heap"))
                + ": palatine:submit against bare camel-http";
    }

    private List<Row> rows(Rounds rounds) {
        return List.of(
                rounds.figureRow("accepted", Target.atLeast(atOnce), "accepted", 0),
                rounds.ratioRow("MB/s", Target.atLeastTimes(LEAST_THROUGHPUT), "megabytesPerSecond", 0),
                rounds.figureRow("CPU ms a MB", Target.NONE, "processorMillisPerMegabyte", 3),
                rounds.figureRow("heap peak MB", Target.NONE, "peakHeapMegabytes", 0));
    }

    private Map<String, Double> measure(String side, Class<?> main, BodyKind kind, Path shorter, Path recording)
            throws IOException {
        try (ServerAndClient pair = ServerAndClient.start(
                SinkServer.class,
                List.of(),
                main,
                options.jvmOptions("--upload-heap"),
                List.of(atOnce, kind.argument()))) {
            for (int batch = 0; batch < WARM_UP_BATCHES; batch++) {
                pair.client().ask("send " + shorter);
            }
            pair.server().ask("begin");
            Answer sent = pair.client().ask("send " + recording);
            Map<String, Double> figures = figures(sent, pair.server().ask("end"));
            progress.println(side + ", " + kind.argument() + ": " + figures);
            return figures;
        }
    }

    private Map<String, Double> figures(Answer sent, Answer received) {
        double arrived = received.figure("bytes");
        if (arrived < (double) bytes * atOnce) {
            throw new IllegalStateException("only " + arrived + " bytes arrived");
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("accepted", received.figure("requests"));
        figures.put("megabytesPerSecond", arrived / MEGABYTE / sent.figure("seconds"));
        figures.put("processorMillisPerMegabyte", 1000 * sent.figure("processorSeconds") / (arrived / MEGABYTE));
        figures.put("peakHeapMegabytes", sent.figure("peakHeap") / MEGABYTE);
        return figures;
    }
}
