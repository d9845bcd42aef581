/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.mail.internet.MimeMessage;

import io.github.cameltranscription.peers.ApplicationProcess;

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
            try (ApplicationProcess application = ApplicationProcess.start(jar, peers.settings())) {
                int shown = 0;
                while (shown < found.size()) {
                    application.requireAlive();
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    List<MimeMessage> mail = peers.mail();
                    for (; shown < mail.size(); shown++) {
                        System.out.println("Mail: " + mail.get(shown).getSubject());
                        System.out.println(
                                "    " + EmbeddedPeers.text(mail.get(shown)).strip());
                    }
                }
            }
            System.out.println("Archive: " + peers.application().resolve("archive"));
        }
    }
}
