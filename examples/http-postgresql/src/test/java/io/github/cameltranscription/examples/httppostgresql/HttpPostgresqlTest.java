/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.simulator.shopot.ShopotDelivery;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes between a client, a real PostgreSQL, and a simulator that sends callbacks. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPeers.class)
class HttpPostgresqlTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    EmbeddedPeers peers;

    private ShopotSimulator shopot;

    @BeforeEach
    void findSimulator() {
        shopot = peers.simulator().shopot();
    }

    @Test
    void anUploadBecomesARowWhenItsCallbackArrives() throws Exception {
        HttpResponse<String> answer =
                peers.upload("Прогноз погоды.mp3", EmbeddedPeers.RECORDINGS.resolve("Прогноз погоды.mp3"));

        EmbeddedPeers.Row row = row(jobId(answer));
        assertThat(row.file()).isEqualTo("Прогноз погоды.mp3");
        assertThat(row.content())
                .isEqualTo(Files.readString(EmbeddedPeers.RECORDINGS.resolve("scripts/Прогноз погоды.txt"))
                        .strip());
        assertThat(row.seconds()).isPositive();
        assertThat(row.error()).isNull();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(shopot.callbacks().of(row.jobId()))
                .extracting(ShopotDelivery::answerStatus)
                .containsExactly(200));
    }

    @Test
    void aJobWhoseCallbackIsLostBecomesARow() throws Exception {
        shopot.callbacks().loseNext(1);

        String jobId = jobId(peers.upload("lost.wav", EmbeddedPeers.RECORDINGS.resolve("call.wav")));

        EmbeddedPeers.Row row = row(jobId);
        assertThat(row.file()).isEqualTo("lost.wav");
        assertThat(row.content()).isNotBlank();
        assertThat(shopot.callbacks().of(jobId)).noneMatch(ShopotDelivery::accepted);
    }

    @Test
    void aCallbackThatArrivesTwiceMakesOneRow() throws Exception {
        shopot.callbacks().copies(2);
        try {
            String jobId = jobId(peers.upload("twice.wav", EmbeddedPeers.RECORDINGS.resolve("call.wav")));
            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(shopot.callbacks().of(jobId)).hasSize(2).allMatch(ShopotDelivery::accepted));

            assertThat(rows(jobId)).hasSize(1);
        } finally {
            shopot.callbacks().copies(1);
        }
    }

    @Test
    void aFailedJobBecomesARowWithTheError() throws Exception {
        EmbeddedPeers.Row row = row(jobId(peers.upload("broken.wav", EmbeddedPeers.RECORDINGS.resolve("broken.wav"))));

        assertThat(row.file()).isEqualTo("broken.wav");
        assertThat(row.content()).isNull();
        assertThat(row.error()).contains("JOB_FAILED");
    }

    @Test
    void theSameUploadAgainIsNotPaidForAgain() throws Exception {
        Path call = EmbeddedPeers.RECORDINGS.resolve("call.wav");
        long before = shopot.requests().paidSubmissions();
        String first = jobId(peers.upload("call.wav", call, "Idempotency-Key", "call 7"));

        String second = jobId(peers.upload("call.wav", call, "Idempotency-Key", "call 7"));

        assertThat(second).isEqualTo(first);
        shopot.requests().assertSubmitted(before + 1);
    }

    @Test
    void aFileThatIsNoRecordingIsRefusedBeforeAnythingIsSent(@TempDir Path folder) throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "no recording");
        long before = shopot.requests().paidSubmissions();

        HttpResponse<String> answer = peers.upload("notes.txt", notes);

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("notes.txt");
        shopot.requests().assertSubmitted(before);
    }

    @Test
    void aForgedCallbackMakesNoRow() throws Exception {
        assertThat(peers.callBack("{\"id\":\"forged\",\"status\":\"COMPLETED\",\"output\":{\"list\":[]}}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(rows("forged")).isEmpty();
    }

    private static String jobId(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).matches("\\{\"jobId\":\"[^\"]+\"}");
        return answer.body().split("\"")[3];
    }

    private EmbeddedPeers.Row row(String jobId) {
        return await().atMost(LIMIT)
                .until(() -> rows(jobId), rows -> !rows.isEmpty())
                .get(0);
    }

    private List<EmbeddedPeers.Row> rows(String jobId) throws Exception {
        return peers.rows().stream().filter(row -> row.jobId().equals(jobId)).toList();
    }
}
