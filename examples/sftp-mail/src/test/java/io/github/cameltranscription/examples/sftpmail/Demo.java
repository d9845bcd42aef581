/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.mail.internet.MimeMessage;

import io.github.cameltranscription.peers.ApplicationProcess;
import io.github.cameltranscription.peers.DemoReport;

/** Runs the application against servers of its own, drops recordings, and shows the mail about them. */
final class Demo {

    private static final long PAUSE_MILLIS = 200;

    private Demo() {}

    /**
     * Ends when there is a mail about each recording.
     *
     * @param arguments the application's jar, an empty folder, and a folder of recordings with their {@code scripts}
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Path recordings = Path.of(arguments[2]);
        try (EmbeddedPeers peers = EmbeddedPeers.start(folder, recordings.resolve("scripts"));
                Stream<Path> files = Files.list(recordings)) {
            List<Path> found = files.filter(file -> file.toString().matches(".*\\.(wav|mp3|ogg)"))
                    .toList();
            for (Path file : found) {
                Files.copy(file, peers.drop().resolve(file.getFileName()));
            }
            DemoReport report = DemoReport.begin("an SFTP server and a mail server of its own", found.size());
            try (ApplicationProcess application = ApplicationProcess.start(jar, peers.settings())) {
                int shown = 0;
                while (!report.isComplete()) {
                    application.requireAlive();
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    report.waiting();
                    List<MimeMessage> mail = peers.mail();
                    for (; shown < mail.size(); shown++) {
                        show(report, mail.get(shown));
                    }
                }
            }
            report.end(List.of(
                    "Transcribed recordings and their reports: "
                            + peers.application().resolve("archive"),
                    "Recordings that failed: " + peers.application().resolve("error")));
        }
    }

    /** The subject says what came of the recording, and the text is the transcript, or why there is none. */
    private static void show(DemoReport report, MimeMessage mail) throws Exception {
        String subject = mail.getSubject();
        String recording = subject.substring(subject.indexOf(": ") + 2);
        String text = EmbeddedPeers.text(mail).strip();
        boolean failed = subject.startsWith("Not ");
        report.outcome(recording, failed ? text : null, failed ? "by mail" : "by mail: " + text);
    }
}
