/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.examples.durablekafka.DurableKafka;
import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.peers.KafkaBroker;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that go through a topic to a group of consumers. */
@Tag("server")
class DurableKafkaTest extends CrashTestSupport {

    private static final int PARTITIONS = 3;

    private static KafkaBroker kafka;

    /** Each test has its own topic. */
    private final String topic = "jobs-" + UUID.randomUUID();

    @BeforeAll
    static void startBroker(@TempDir Path logs) throws Exception {
        kafka = KafkaBroker.start(logs);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        kafka.createTopic(topic, PARTITIONS);
    }

    @Override
    Class<?> recipe() {
        return DurableKafka.class;
    }

    @Override
    JobRepository records() {
        return JdbcJobRepository.inFolder(workspace.folder().resolve("jobs"));
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("topic", topic);
        settings.put("group", topic);
        settings.put("camel.component.kafka.brokers", kafka.brokers());
        // The broker notices after two seconds that a consumer was killed.
        settings.put("camel.component.kafka.session-timeout-ms", "2000");
        settings.put("camel.component.kafka.heartbeat-interval-ms", "500");
        return settings;
    }

    @ParameterizedTest
    @MethodSource("io.github.cameltranscription.crash.KillMoment#all")
    void aRestartContinuesWhereTheKilledProcessWas(KillMoment moment) throws Exception {
        // A delivered record stays for a day if it is unknown whether its source redelivers the recording.
        killAndRestart(moment).recordsLeft(records());
    }

    @Test
    void aSlowJobIsAwaitedAgain() throws Exception {
        palatine.faults().onProcessing().processingTime(Duration.ofSeconds(4)).once();
        Map<String, String> settings = settings();
        settings.put("patience", "1000");
        String recording = workspace.record(1).get(0);
        try (RecipeProcess process = RecipeProcess.start(recipe(), settings, log())) {
            await(process, () -> workspace.delivered().containsKey(recording));
            process.stop();
            assertThat(process.printed(recording + " is tried again: ")).hasSizeGreaterThanOrEqualTo(2);
        }
        palatine.requests().assertSubmitted(1).assertEveryJobReleased();
    }
}
