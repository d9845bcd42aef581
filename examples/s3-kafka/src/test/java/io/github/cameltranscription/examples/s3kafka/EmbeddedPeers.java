/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.s3kafka;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.cameltranscription.peers.DemoReport;
import io.github.cameltranscription.peers.ExamplePeers;
import io.github.cameltranscription.peers.KafkaBroker;
import io.github.cameltranscription.peers.S3ObjectStore;

/** A store that speaks S3, and a Kafka. */
public class EmbeddedPeers extends ExamplePeers implements QuarkusTestResourceLifecycleManager {

    private S3ObjectStore store;
    private KafkaBroker kafka;
    private S3Client s3;
    private KafkaConsumer<String, String> events;

    /** Creates them; nothing is started. */
    public EmbeddedPeers() {
        super("palatine");
    }

    /** Runs the demo. */
    public static void main(String[] arguments) throws Exception {
        new EmbeddedPeers().demonstrate(arguments);
    }

    @Override
    protected void start(Path folder, Map<String, String> settings) throws Exception {
        store = S3ObjectStore.start(folder.resolve("s3"));
        for (String bucket : List.of("recordings", "results", "archive")) {
            store.createBucket(bucket);
            settings.put("s3." + bucket, bucket);
        }
        s3 = S3Client.builder()
                .endpointOverride(URI.create(store.url()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3ObjectStore.ACCESS_KEY, S3ObjectStore.SECRET_KEY)))
                .build();
        kafka = KafkaBroker.start(Files.createDirectories(folder.resolve("kafka")));
        kafka.createTopic("transcripts", 1);
        events = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.brokers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        events.assign(List.of(new TopicPartition("transcripts", 0)));
        settings.put("camel.component.aws2-s3.uri-endpoint-override", store.url());
        settings.put("camel.component.aws2-s3.use-default-credentials-provider", "false");
        settings.put("camel.component.aws2-s3.access-key", S3ObjectStore.ACCESS_KEY);
        settings.put("camel.component.aws2-s3.secret-key", S3ObjectStore.SECRET_KEY);
        settings.put("camel.component.kafka.brokers", kafka.brokers());
        settings.put("kafka.topic", "transcripts");
        settings.put("s3.poll-delay", "200");
        settings.put("jobs.folder", folder.resolve("jobs").toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(EmbeddedPeers.class));
    }

    S3Client s3() {
        return s3;
    }

    KafkaConsumer<String, String> events() {
        return events;
    }

    @Override
    protected void close() {
        events.close();
        s3.close();
        kafka.close();
        store.close();
    }

    @Override
    protected String servers() {
        return "an S3 store and a Kafka of its own";
    }

    @Override
    protected boolean give(Path recording) {
        String key = recording.getFileName().toString();
        s3.putObject(request -> request.bucket("recordings").key(key), recording);
        return true;
    }

    @Override
    protected void report(DemoReport report) throws Exception {
        for (ConsumerRecord<String, String> event : events.poll(Duration.ofMillis(200))) {
            TranscribedEvent transcribed = new ObjectMapper().readValue(event.value(), TranscribedEvent.class);
            report.outcome(transcribed.recording(), transcribed.error(), "job " + transcribed.jobId());
        }
    }

    @Override
    protected List<String> places() {
        return s3.listObjectsV2(request -> request.bucket("results")).contents().stream()
                .map(object -> "In the bucket results: " + object.key())
                .toList();
    }
}
