/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.callsjms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;

import io.github.cameltranscription.peers.ApplicationProcess;

/** Runs the application with a broker of its own and the first provider down, drops calls, and shows the messages. */
final class Demo {

    private static final long WAIT_MILLIS = Duration.ofMillis(200).toMillis();

    private Demo() {}

    /**
     * Ends when there is a message about each call.
     *
     * @param arguments the application's jar, an empty folder, and a folder of recordings with their {@code scripts}
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Path recordings = Path.of(arguments[2]);
        try (EmbeddedPeers peers = EmbeddedPeers.start(folder, recordings.resolve("scripts"));
                Stream<Path> files = Files.list(recordings)) {
            peers.simulator()
                    .aiesa()
                    .faults()
                    .onSubmit()
                    .status(503)
                    .retryAfter(Duration.ofMinutes(1))
                    .always();
            List<Path> calls = files.filter(file -> file.toString().matches(".*\\.(wav|mp3|ogg)"))
                    .toList();
            for (Path call : calls) {
                Files.copy(call, peers.folder().resolve(call.getFileName()));
            }
            try (ApplicationProcess application = ApplicationProcess.start(jar, peers.settings());
                    JMSContext context = peers.queues();
                    JMSConsumer transcripts = context.createConsumer(context.createQueue("calls.transcripts"));
                    JMSConsumer failed = context.createConsumer(context.createQueue("calls.failed"))) {
                int left = calls.size();
                while (left > 0) {
                    application.requireAlive();
                    left -= show(transcripts) + show(failed);
                }
            }
        }
        // The broker leaves threads behind.
        System.exit(0);
    }

    private static int show(JMSConsumer queue) throws Exception {
        Message message = queue.receive(WAIT_MILLIS);
        if (message == null) {
            return 0;
        }
        System.out.println(message.getStringProperty("file") + ", by " + message.getStringProperty("provider") + ": "
                + message.getBody(String.class));
        return 1;
    }
}
