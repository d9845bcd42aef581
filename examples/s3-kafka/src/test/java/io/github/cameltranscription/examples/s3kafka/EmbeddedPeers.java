/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.s3kafka;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.cameltranscription.peers.KafkaBroker;
import io.github.cameltranscription.peers.S3ObjectStore;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** A store that speaks S3, a Kafka, and what stands in for the service, for the demo and the tests. */
final class EmbeddedPeers implements AutoCloseable {

    private static final String API_KEY = "simulated";
    private static final double REAL_TIME_FACTOR = 0.3;

    private final ProviderSimulator simulator;
    private final S3ObjectStore store;
    private final KafkaBroker kafka;

    private EmbeddedPeers(ProviderSimulator simulator, S3ObjectStore store, KafkaBroker kafka) {
        this.simulator = simulator;
        this.store = store;
        this.kafka = kafka;
    }

    /**
     * Starts them, with the buckets and the topic.
     *
     * @param folder  for what they keep; empty
     * @param scripts has the words of {@code call.wav} in {@code call.wav.txt}
     */
    static EmbeddedPeers start(Path folder, Path scripts) throws Exception {
        EmbeddedPeers peers = new EmbeddedPeers(
                ProviderSimulator.builder()
                        .palatineApiKey(API_KEY)
                        .realTimeFactor(REAL_TIME_FACTOR)
                        .scripts(scripts)
                        .start(),
                S3ObjectStore.start(folder.resolve("s3")),
                KafkaBroker.start(Files.createDirectories(folder.resolve("kafka"))));
        peers.store.createBucket("recordings");
        peers.store.createBucket("results");
        peers.store.createBucket("archive");
        peers.kafka.createTopic("transcripts", 1);
        return peers;
    }

    /** For {@code application.properties}. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("camel.component.palatine.base-url", simulator.palatine().baseUrl());
        settings.put("camel.component.palatine.api-key", API_KEY);
        settings.put("camel.component.aws2-s3.uri-endpoint-override", store.url());
        settings.put("camel.component.aws2-s3.use-default-credentials-provider", "false");
        settings.put("camel.component.aws2-s3.access-key", S3ObjectStore.ACCESS_KEY);
        settings.put("camel.component.aws2-s3.secret-key", S3ObjectStore.SECRET_KEY);
        settings.put("camel.component.kafka.brokers", kafka.brokers());
        settings.put("s3.recordings", "recordings");
        settings.put("s3.results", "results");
        settings.put("s3.archive", "archive");
        settings.put("kafka.topic", "transcripts");
        settings.put("s3.poll-delay", "200");
        return settings;
    }

    /** Stands in for the service. */
    ProviderSimulator simulator() {
        return simulator;
    }

    /** Sees the buckets. */
    S3Client s3() {
        return S3Client.builder()
                .endpointOverride(URI.create(store.url()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(S3ObjectStore.ACCESS_KEY, S3ObjectStore.SECRET_KEY)))
                .build();
    }

    /** Receives what goes to the topic from now on. */
    KafkaConsumer<String, String> events() {
        KafkaConsumer<String, String> events = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.brokers()), new StringDeserializer(), new StringDeserializer());
        TopicPartition partition = new TopicPartition("transcripts", 0);
        events.assign(List.of(partition));
        events.seekToEnd(List.of(partition));
        // Only this finds out where the end is.
        events.position(partition);
        return events;
    }

    @Override
    public void close() {
        kafka.close();
        store.close();
        simulator.close();
    }
}
