/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.shopot.ShopotCallbackId.Purpose;
import io.github.cameltranscription.simulator.shopot.ShopotDelivery;
import io.github.cameltranscription.simulator.shopot.ShopotStatusFields;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** With a callbackUrl, the callback ends the wait; without a callback, polling does. */
@Tag("server")
class ShopotWakeUpTest extends ShopotWebhookTestSupport {

    private static final String NEVER_POLLED = "&initialDelay=1h&maxPollInterval=1h&jobTimeout=2h";

    @ParameterizedTest
    @EnumSource
    void aCallbackEndsTheWait(ShopotStatusFields fields) {
        shopot.statusFields(fields);
        shopot.faults().onProcessing().processingTime(Duration.ofMillis(300)).once();

        Transcript reply = body("shopot:transcribe?language=ru" + NEVER_POLLED, Recordings.wav(2), Transcript.class);

        assertThat(reply.segments()).hasSize(2);
        assertThat(shopot.requests().statusPolls()).hasSizeBetween(1, 2);
        assertAnswered(reply.jobId(), 200);
        assertThat(calledBack().getReceivedCounter()).isZero();
    }

    @Test
    void aStatusThatChangesOnlyAfterTheCallbackIsAskedForOnceMore() {
        // Long enough for the answer to the submission to be read before the callback comes.
        shopot.faults().onProcessing().processingTime(Duration.ofSeconds(1)).once();
        nextStatus("{\"id\":\"1\",\"status\":\"IN_PROGRESS\"}");

        Transcript reply = body("shopot:transcribe?language=ru" + NEVER_POLLED, Recordings.wav(2), Transcript.class);

        assertThat(reply.segments()).hasSize(2);
        assertThat(shopot.requests().statusPolls()).hasSize(2);
    }

    @Test
    void pollingEndsTheWaitWhereNoCallbackComes() {
        shopot.callbacks().loseNext(1);
        shopot.faults().onProcessing().processingTime(Duration.ofMillis(200)).once();

        Transcript reply = body("shopot:transcribe", Recordings.wav(2), Transcript.class);

        assertThat(reply.segments()).hasSize(2);
        assertThat(shopot.callbacks().deliveries()).noneMatch(ShopotDelivery::accepted);
    }

    @Test
    void aCallbackAboutAFailureEndsTheWaitToo() {
        shopot.faults().onProcessing().error("No speech found").once();

        Exchange reply = send("shopot:transcribe?language=ru" + NEVER_POLLED, Recordings.wav(1));

        assertThat(reply.getException()).isInstanceOf(JobFailedException.class).hasMessageContaining("No speech found");
    }

    @Test
    void aForgedCallbackChangesNothingAndAReplayedOnePollsOnceMore() throws Exception {
        shopot.faults().onProcessing().neverFinishes().once();
        CompletableFuture<Exchange> reply =
                asyncSend("shopot:transcribe?language=ru" + NEVER_POLLED, Recordings.wav(1));
        await().until(() -> !shopot.jobs().isEmpty());
        String jobId = shopot.jobs().get(0).id();

        assertThat(post("WAKE.nonce.mac.", result(jobId)).statusCode()).isEqualTo(401);
        assertThat(shopot.requests().statusPolls()).isEmpty();

        assertThat(post(signed(Purpose.WAKE, null), result(jobId)).statusCode()).isEqualTo(200);
        await().until(() -> !shopot.requests().statusPolls().isEmpty());
        assertThat(shopot.requests().statusPolls()).hasSizeLessThanOrEqualTo(2);
        assertThat(reply).isNotDone();
        context.stop();
        assertThat(reply.get(1, TimeUnit.MINUTES).getException()).isNotNull();
    }

    @Test
    void anotherEndpointThatAwaitsTheJobIsWokenUpAsTheRouteRuns() {
        shopot.faults().onProcessing().processingTime(Duration.ofMillis(300)).once();
        String jobId = submit(Map.of());

        Transcript awaited =
                body("shopot:await?outputFormat=transcript" + NEVER_POLLED, null, about(jobId), Transcript.class);

        assertThat(awaited.jobId()).isEqualTo(jobId);
        assertThat(received().getMessage().getHeader(ShopotConstants.JOB_ID)).isEqualTo(jobId);
    }
}
