/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.s3kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.cameltranscription.peers.ApplicationProcess;
import io.github.cameltranscription.peers.DemoReport;

/** Runs the application against servers of its own, uploads recordings, and shows what comes of them. */
final class Demo {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Demo() {}

    /**
     * Ends when there is an event for each recording.
     *
     * @param arguments the application's jar, an empty folder, and a folder of recordings with their {@code scripts}
     */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Path recordings = Path.of(arguments[2]);
        try (EmbeddedPeers peers = EmbeddedPeers.start(folder, recordings.resolve("scripts"));
                S3Client s3 = peers.s3();
                KafkaConsumer<String, String> events = peers.events()) {
            Map<String, String> settings = peers.settings();
            settings.put("jobs.folder", folder.resolve("jobs").toString());
            try (ApplicationProcess application = ApplicationProcess.start(jar, settings)) {
                DemoReport report = DemoReport.begin("an S3 store and a Kafka of its own", upload(s3, recordings));
                while (!report.isComplete()) {
                    application.requireAlive();
                    report.waiting();
                    for (ConsumerRecord<String, String> event : events.poll(Duration.ofSeconds(1))) {
                        TranscribedEvent told = JSON.readValue(event.value(), TranscribedEvent.class);
                        report.outcome(told.recording(), told.error(), "job " + told.jobId());
                    }
                }
                report.end(s3.listObjectsV2(request -> request.bucket("results")).contents().stream()
                        .map(object -> "In the bucket results: " + object.key())
                        .toList());
            }
        }
        // Kafka leaves threads behind.
        System.exit(0);
    }

    private static int upload(S3Client s3, Path recordings) throws IOException {
        try (Stream<Path> files = Files.list(recordings)) {
            List<Path> found = files.filter(file -> file.toString().matches(".*\\.(wav|mp3|ogg)"))
                    .toList();
            for (Path file : found) {
                s3.putObject(
                        request -> request.bucket("recordings")
                                .key(file.getFileName().toString()),
                        file);
            }
            return found.size();
        }
    }
}
