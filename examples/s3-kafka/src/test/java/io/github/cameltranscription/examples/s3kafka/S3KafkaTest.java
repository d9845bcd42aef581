/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.s3kafka;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route between a real Kafka and a server that speaks S3. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPeers.class)
class S3KafkaTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    EmbeddedPeers peers;

    private PalatineSimulator palatine;
    private S3Client s3;

    @BeforeEach
    void findPeers() {
        palatine = peers.simulator().palatine();
        s3 = peers.s3();
    }

    @Test
    void aRecordingBecomesSubtitlesAndAnEvent() throws Exception {
        upload("2026/11/call.wav", "call.wav");

        JsonNode event = nextEvent("2026/11/call.wav");
        assertThat(event.path("subtitles").asText()).isEqualTo("2026/11/call.wav.srt");
        assertThat(event.path("seconds").asDouble()).isPositive();
        assertThat(event.has("error")).isFalse();
        assertThat(content("results", "2026/11/call.wav.srt"))
                .startsWith("1\n00:00:0")
                .contains("Добрый");
        assertMoved("2026/11/call.wav");
        String jobId = event.path("jobId").asText();
        await().atMost(LIMIT).untilAsserted(() -> palatine.requests().assertReleased(jobId));
    }

    @Test
    void aRecordingThatFailsIsReportedAndNotSentAgain() throws Exception {
        upload("broken.wav", "broken.wav");

        JsonNode event = nextEvent("broken.wav");
        assertThat(event.path("error").asText()).isEqualTo("JOB_FAILED");
        assertThat(event.path("jobId").asText()).isNotBlank();
        assertThat(event.has("subtitles")).isFalse();
        assertThat(content("results", "broken.wav.error.txt")).contains("No recognizable speech");
        assertMoved("broken.wav");
        assertThat(jobs("broken.wav")).hasSize(1);
    }

    @Test
    void aRecordingWhoseSubtitlesCannotBeStoredComesAgainAndIsPaidForOnce() throws Exception {
        s3.listObjectsV2(request -> request.bucket("results"))
                .contents()
                .forEach(object ->
                        s3.deleteObject(request -> request.bucket("results").key(object.key())));
        s3.deleteBucket(request -> request.bucket("results"));
        try {
            upload("again.wav", "call.wav");
            await().atMost(LIMIT).until(() -> jobs("again.wav").stream().anyMatch(SimulatedJob::fetched));
            long polls = jobs("again.wav").get(0).statusPolls();
            await().atMost(LIMIT).until(() -> jobs("again.wav").get(0).statusPolls() > polls);
            assertThat(keys("recordings")).contains("again.wav");
        } finally {
            s3.createBucket(request -> request.bucket("results"));
        }

        nextEvent("again.wav");
        assertThat(content("results", "again.wav.srt")).contains(" --> ");
        assertMoved("again.wav");
        assertThat(jobs("again.wav")).hasSize(1);
    }

    private void upload(String key, String recording) {
        s3.putObject(request -> request.bucket("recordings").key(key), EmbeddedPeers.RECORDINGS.resolve(recording));
    }

    private JsonNode nextEvent(String recording) throws Exception {
        ConsumerRecord<String, String> event = await().atMost(LIMIT)
                .until(() -> peers.events().poll(Duration.ofMillis(200)), records -> !records.isEmpty())
                .iterator()
                .next();
        assertThat(event.key()).isEqualTo(recording);
        JsonNode content = JSON.readTree(event.value());
        assertThat(content.path("recording").asText()).isEqualTo(recording);
        return content;
    }

    private void assertMoved(String key) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(keys("recordings")).doesNotContain(key));
        assertThat(keys("archive")).contains(key);
    }

    private String content(String bucket, String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    }

    private List<String> keys(String bucket) {
        return s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private List<SimulatedJob> jobs(String recording) {
        return palatine.jobs().stream()
                .filter(job -> job.fileName().equals(recording))
                .toList();
    }
}
