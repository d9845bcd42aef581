/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.cameltranscription.peers.ApplicationProcess;
import io.github.cameltranscription.peers.DemoReport;

/** Runs the application against servers of its own, uploads recordings, and shows what comes of them. */
final class Demo {

    private static final long PAUSE_MILLIS = 200;

    private Demo() {}

    /**
     * Ends when there is a row for each recording.
     *
     * @param arguments the application's jar, an empty folder, and a folder of recordings with their {@code scripts}
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Path recordings = Path.of(arguments[2]);
        try (EmbeddedPeers peers = EmbeddedPeers.start(folder, recordings.resolve("scripts"));
                ApplicationProcess application = ApplicationProcess.start(jar, peers.settings())) {
            List<Path> files = recordings(recordings);
            DemoReport report = DemoReport.begin("a PostgreSQL of its own", files.size());
            for (Path file : files) {
                System.out.println(file.getFileName() + " is uploaded: " + upload(application, peers, file));
            }
            Set<EmbeddedPeers.Row> seen = new HashSet<>();
            while (!report.isComplete()) {
                pause(application);
                report.waiting();
                peers.rows().stream()
                        .filter(seen::add)
                        .forEach(row -> report.outcome(
                                row.file(), row.error(), "job " + row.jobId() + ", " + row.seconds() + " s"));
            }
            report.end(List.of("Transcripts: rows of the table transcript, which ends with this demo"));
        }
    }

    /** Again until the application is there. */
    private static String upload(ApplicationProcess application, EmbeddedPeers peers, Path file) throws Exception {
        while (true) {
            try {
                return peers.upload(file.getFileName().toString(), file).body();
            } catch (ConnectException notYet) {
                pause(application);
            }
        }
    }

    private static void pause(ApplicationProcess application) throws InterruptedException {
        application.requireAlive();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }

    private static List<Path> recordings(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(wav|mp3|ogg)"))
                    .toList();
        }
    }
}
