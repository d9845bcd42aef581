/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.ManualClock;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** AIESA's clock differs from ours, so a signature with our time is refused. */
class AiesaClockSkewTest extends AiesaTestSupport {

    private static final int MANY = 20;

    private final ManualClock time = new ManualClock(Instant.now());

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.clock(time);
    }

    @Override
    void configure(AiesaConfiguration configuration) {
        configuration.setMaxRetries(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H", "P400D"})
    void aWrongClockCostsOneRequestInTheLifeOfTheComponent(Duration skew) {
        aiesa.clockSkew(skew);

        for (int i = 0; i < 3; i++) {
            sent("aiesa:transcribe", Recordings.wav(1));
            sent("aiesa:submit?priority=lightning", URI.create("https://example.com/a.mp3"));
            sent("aiesa:calculate?duration=00:05", null);
            sent("aiesa:models", null);
        }

        aiesa.requests().assertRefusedSignatures(1).assertSubmitted(6);
        List<RecordedRequest> attempts = aiesa.requests().models();
        long refused = Long.parseLong(attempts.get(0).header("X-Timestamp"));
        long accepted = Long.parseLong(attempts.get(1).header("X-Timestamp"));
        assertThat(accepted - refused).isBetween(skew.toSeconds() - 30, skew.toSeconds() + 30);
        assertThat(attempts.get(1).header("X-Signature"))
                .isNotEqualTo(attempts.get(0).header("X-Signature"));
    }

    @Test
    void aSubmittedLinkCorrectsTheClockToo() {
        aiesa.clockSkew(Duration.ofHours(1));

        sent("aiesa:transcribe", URI.create("https://example.com/a.mp3"));

        aiesa.requests().assertRefusedSignatures(1).assertSubmitted(1).assertCount(AiesaCall.SUBMIT, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void twentyRecordingsAtOnceCostOneRequestTogether(Duration skew) {
        aiesa.clockSkew(skew);

        assertThat(sendMany("aiesa:transcribe", Recordings.wav(1))).allSatisfy(reply -> assertThat(
                        reply.getMessage().getBody(Transcript.class).segments())
                .hasSize(1));
        aiesa.requests().assertRefusedSignatures(1).assertSubmitted(MANY).assertCount(AiesaCall.MODELS, 2);
    }

    @Test
    void twentyLinksAtOnceCostOneRequestTogether() {
        aiesa.clockSkew(Duration.ofHours(1));

        assertThat(sendMany("aiesa:submit", URI.create("https://example.com/a.mp3")))
                .allSatisfy(reply -> assertThat(reply.getException()).isNull());
        aiesa.requests().assertRefusedSignatures(1).assertSubmitted(MANY).assertCount(AiesaCall.MODELS, 0);
    }

    private List<Exchange> sendMany(String uri, Object body) {
        return replies(startMany(uri, body));
    }

    private List<CompletableFuture<Exchange>> startMany(String uri, Object body) {
        return Stream.generate(() -> asyncSend(uri, body)).limit(MANY).toList();
    }

    private static List<Exchange> replies(List<CompletableFuture<Exchange>> pending) {
        return pending.stream()
                .map(reply -> reply.orTimeout(1, TimeUnit.MINUTES).join())
                .toList();
    }

    @Test
    void anAnswerOfABusyProxyDoesNotConfirmTheClock() {
        // The simulator checks the signature before it plays a fault.
        aiesa.faults().onModels().status(503).once();
        assertThat(send("aiesa:models", null).getException()).isNotNull();
        aiesa.clockSkew(Duration.ofHours(1));

        assertThat(sendMany("aiesa:submit", Recordings.wav(1)))
                .allSatisfy(reply -> assertThat(reply.getException()).isNull());
        aiesa.requests().assertRefusedSignatures(1).assertSubmitted(MANY);
    }

    @Test
    void aStreamThatCanBeSentOnlyOnceIsSentOnce() {
        aiesa.clockSkew(Duration.ofHours(-1));

        Transcript reply = body("aiesa:transcribe", new ByteArrayInputStream(Recordings.wav(2)), Transcript.class);

        assertThat(reply.segments()).hasSize(2);
        aiesa.requests().assertRefusedSignatures(1).assertCount(AiesaCall.SUBMIT, 1);
    }

    @Test
    void aPriceRequestCorrectsTheClockToo() {
        aiesa.clockSkew(Duration.ofHours(1));

        sent("aiesa:transcribe?maxCost=5", new ByteArrayInputStream(Recordings.wav(2)));

        aiesa.requests()
                .assertRefusedSignatures(1)
                .assertCount(AiesaCall.MODELS, 0)
                .assertCount(AiesaCall.CALCULATE, 2)
                .assertCount(AiesaCall.SUBMIT, 1);
    }

    /** A machine that slept, or whose clock was set. */
    @Test
    void aClockThatGoesWrongWhileJobsAreUnderWayCostsNoJob() {
        aiesa.faults().onProcessing().processingTime(Duration.ofHours(2)).times(MANY);
        List<CompletableFuture<Exchange>> waiting = startMany("aiesa:transcribe", Recordings.wav(1));
        await().until(() ->
                aiesa.jobs().size() == MANY && aiesa.jobs().stream().allMatch(job -> job.statusPolls() > 0));

        aiesa.clockSkew(Duration.ofHours(1));
        await().until(() -> aiesa.requests().refusedSignatures() > 0);
        time.advance(Duration.ofHours(2));

        assertThat(replies(waiting))
                .allSatisfy(reply -> assertThat(reply.getException()).isNull());
        // The clock went wrong twice, and each time a job has at most one poll under way.
        assertThat(aiesa.requests().refusedSignatures()).isBetween(1L, 2L * MANY);
    }

    @Test
    void aClockThatGoesWrongCostsTheStreamThatIsSentThenAndNoOther() {
        sent("aiesa:submit", new ByteArrayInputStream(Recordings.wav(1)));
        aiesa.clockSkew(Duration.ofHours(1));

        Exchange lost = send("aiesa:submit", new ByteArrayInputStream(Recordings.wav(1)));
        Exchange next = send("aiesa:submit", new ByteArrayInputStream(Recordings.wav(1)));

        assertFailed(lost, ErrorCategory.AUTHENTICATION, 401);
        assertThat(next.getException()).isNull();
        aiesa.requests().assertSubmitted(2);
        assertThat(aiesa.requests().refusedSignatures()).isBetween(1L, 2L);
    }

    @Test
    void aWrongKeyAndAWrongClockTogetherAreTwoRequests() {
        aiesa.clockSkew(Duration.ofHours(1));

        Exchange reply = send("aiesa:transcribe?secretKey=wrong", Recordings.wav(1));

        assertFailed(reply, ErrorCategory.AUTHENTICATION, 401);
        aiesa.requests().assertRefusedSignatures(2).assertCount(AiesaCall.SUBMIT, 0);
    }

    @Test
    void aClockThatIsOffByLessThanFiveMinutesCostsNothing() {
        aiesa.clockSkew(Duration.ofMinutes(4));

        sent("aiesa:transcribe", Recordings.wav(1));
        aiesa.requests().assertRefusedSignatures(0);
    }

    /** The small request before the first upload serves the clock alone. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500, 503})
    void aFailedRequestForTheModelsDoesNotPreventAnUpload(int status) {
        aiesa.faults().onModels().status(status).always();

        sent("aiesa:transcribe", Recordings.wav(1));
        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void theFirstUploadWaitsUntilTheProviderAnswers() {
        aiesa.faults().onModels().reset().times(2);

        sent("aiesa:transcribe?maxRetries=2", Recordings.wav(1));
        aiesa.requests().assertCount(AiesaCall.MODELS, 3).assertSubmitted(1);
    }

    @Test
    void eachComponentCorrectsItsOwnClock() throws Exception {
        aiesa.clockSkew(Duration.ofHours(1));
        AiesaComponent another = new AiesaComponent();
        another.setConfiguration(
                context.getComponent("aiesa", AiesaComponent.class).getConfiguration());
        context.addComponent("aiesa2", another);

        send("aiesa:models", null);
        send("aiesa2:models", null);

        aiesa.requests().assertRefusedSignatures(2).assertCount(AiesaCall.MODELS, 4);
    }
}
