/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

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

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that go through a topic to a group of consumers. */
@Tag("server")
class DurableKafkaTest extends CrashTestSupport {

    private static Kafka kafka;

    @BeforeAll
    static void startBroker(@TempDir Path logs) throws Exception {
        kafka = new Kafka(logs);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        kafka.createTopic();
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
        settings.putAll(kafka.settings());
        return settings;
    }

    @ParameterizedTest
    @MethodSource("io.github.cameltranscription.crash.KillMoment#all")
    void whatIsKilledGoesOnWhereItWas(KillMoment moment) throws Exception {
        // One of which it is not known whether its source may bring it again stays as delivered, for a day.
        killAndRestart(moment).recordsLeft(records());
    }

    @Test
    void aJobThatTakesLongIsTakenAgain() throws Exception {
        palatine.faults().onProcessing().processingTime(Duration.ofSeconds(4)).once();
        Map<String, String> settings = settings();
        settings.put("patience", "1000");
        String recording = workspace.record(1).get(0);
        try (RecipeProcess process = RecipeProcess.start(recipe(), settings, log())) {
            await().until(() -> process.has(() -> workspace.delivered().containsKey(recording)));
            process.stop();
            assertThat(process.printed(recording + " is tried again: ")).hasSizeGreaterThanOrEqualTo(2);
        }
        palatine.requests().assertSubmitted(1).assertEveryJobReleased();
    }
}
