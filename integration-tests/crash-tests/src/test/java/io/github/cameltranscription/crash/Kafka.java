/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real Kafka, broker and controller in one, with the topic that a test has to itself. */
final class Kafka implements AutoCloseable {

    private static final int NODE = 1;
    private static final int PARTITIONS = 3;
    private static final long LIMIT_SECONDS = 60;

    private final KafkaRaftServer server;
    private final String brokers;
    private int topics;

    Kafka(Path directory) throws Exception {
        brokers = "127.0.0.1:" + freePort();
        String controller = "127.0.0.1:" + freePort();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction())
                .run();
        server = new KafkaRaftServer(new KafkaConfig(settings(directory, controller)), Time.SYSTEM);
        server.startup();
    }

    private Map<String, String> settings(Path directory, String controller) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("listeners", "PLAINTEXT://" + brokers + ",CONTROLLER://" + controller);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE + "@" + controller);
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        return settings;
    }

    /** The controller must be told its port before it has it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void createTopic() throws Exception {
        topics++;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(topic(), PARTITIONS, (short) 1)))
                    .all()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private String topic() {
        return "jobs-" + topics;
    }

    /** For {@code application.properties}; a consumer that was killed is missed after two seconds. */
    Map<String, String> settings() {
        return Map.of(
                "topic",
                topic(),
                "group",
                topic(),
                "camel.component.kafka.brokers",
                brokers,
                "camel.component.kafka.session-timeout-ms",
                "2000",
                "camel.component.kafka.heartbeat-interval-ms",
                "500");
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
