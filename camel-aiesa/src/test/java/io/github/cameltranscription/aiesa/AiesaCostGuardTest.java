/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.aiesa.AiesaDurationReading;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;

/** In the simulator a minute costs 0.7 in the queue and 1.4 at once, and begun minutes are whole ones. */
class AiesaCostGuardTest extends AiesaTestSupport {

    private static final byte[] MP3 = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final URI LINK = URI.create("https://example.com/a.mp3?signature=geheim");

    private final AtomicInteger attempts = new AtomicInteger();

    @TempDir
    Path folder;

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                from("direct:guarded").to("aiesa:transcribe?maxCost=0.1");
                from("direct:submitted").to("direct:step");
                from("direct:step")
                        .errorHandler(noErrorHandler())
                        .to("aiesa:submit?maxCost=5")
                        .process(exchange -> {
                            if (attempts.incrementAndGet() <= 2) {
                                throw new IllegalStateException("broker down");
                            }
                        });
            }
        };
    }

    @Test
    void aRedeliveryAfterALaterStepFailedNeitherSubmitsNorPricesAgain() {
        TranscriptionJob reply = body("direct:submitted", Recordings.wav(1), TranscriptionJob.class);

        assertThat(attempts).hasValue(3);
        assertThat(reply.jobId()).isNotBlank();
        aiesa.requests().assertSubmitted(1).assertCount(AiesaCall.CALCULATE, 1);
    }

    @Test
    void aJobAboveMaxCostIsRefusedAtEachRedelivery() {
        assertRefused(send("direct:guarded", Recordings.wav(1)), ErrorCategory.INVALID_REQUEST, "maxCost 0.1");
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 4).assertSubmitted(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void aMoreExpensiveJobIsRefusedWithBothFiguresAndNothingIsSubmitted(String operation) {
        Exchange reply = send("aiesa:" + operation + "?maxCost=0.69", Recordings.wav(1));

        assertRefused(
                reply, ErrorCategory.INVALID_REQUEST, "cost 0.7 RUB", "maxCost 0.69 RUB", "nothing was submitted");
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 1).assertCount(AiesaCall.SUBMIT, 0);
    }

    @Test
    void aJobOfThatPriceOrLessIsSubmitted() {
        sent("aiesa:transcribe?maxCost=0.7", Recordings.wav(1));
        sent("aiesa:submit?maxCost=1000", Recordings.wav(1));

        aiesa.requests().assertCount(AiesaCall.CALCULATE, 2).assertSubmitted(2);
    }

    @Test
    void withoutMaxCostNoPriceIsRequested() {
        send("aiesa:transcribe", Recordings.wav(1));

        aiesa.requests().assertCount(AiesaCall.CALCULATE, 0).assertSubmitted(1);
    }

    @Test
    void jobsThatExistAlreadyAreNotPriced() {
        String jobId = submit();

        context.getComponent("aiesa", AiesaComponent.class).getConfiguration().setMaxCost(0.01);

        sent("aiesa:await", null, about(jobId));
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 0);
    }

    /** Priority of the option, of the header, and of a parameter of the user's own. */
    @ParameterizedTest
    @CsvSource({"'', lightning", "&priority=lightning,", "&param.priority=lightning,"})
    void thePriceIsThatOfTheMessagesPriority(String options, String header) {
        Map<String, Object> headers = header == null ? Map.of() : Map.of(AiesaConstants.PRIORITY, header);

        Exchange reply = send("aiesa:transcribe?maxCost=1" + options, Recordings.wav(1), headers);

        assertRefused(reply, ErrorCategory.INVALID_REQUEST, "cost 1.4 RUB", "maxCost 1.0 RUB");
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 0);
    }

    @Test
    void theHeaderGivesTheLengthOfARecordingThatCannotBeMeasured() {
        Map<String, Object> tenMinutes = Map.of(TranscriptionConstants.DURATION, 600);

        assertRefused(send("aiesa:transcribe?maxCost=5", MP3, tenMinutes), ErrorCategory.INVALID_REQUEST, "7.0 RUB");
        sent("aiesa:transcribe?maxCost=7", LINK, tenMinutes);
        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void theOptionGivesTheLength() {
        assertRefused(
                send("aiesa:transcribe?maxCost=5&duration=10:00", LINK), ErrorCategory.INVALID_REQUEST, "7.0 RUB");
        sent("aiesa:transcribe?maxCost=5&duration=02:00", LINK);
        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void aHeaderThatIsNoLengthIsAnInvalidRequest() {
        for (Object seconds : new Object[] {"long", 0, -5}) {
            assertRefused(
                    send("aiesa:submit?maxCost=5", MP3, Map.of(TranscriptionConstants.DURATION, seconds)),
                    ErrorCategory.INVALID_REQUEST,
                    TranscriptionConstants.DURATION + " \"" + seconds + "\"");
        }
        assertThat(aiesa.requests().all()).isEmpty();
    }

    @Test
    void aJobOfUnknownLengthIsRefused() {
        assertRefused(
                send("aiesa:transcribe?maxCost=5", MP3, Map.of(Exchange.FILE_NAME, "call.mp3")),
                ErrorCategory.INVALID_REQUEST,
                "maxCost 5.0 cannot be checked",
                "the length of call.mp3",
                TranscriptionConstants.DURATION,
                "unknownDuration=submit",
                "nothing was submitted");
        Exchange link = send("aiesa:transcribe?maxCost=5", LINK);
        assertRefused(link, ErrorCategory.INVALID_REQUEST, "the length of https://example.com/a.mp3 is not known");
        assertThat(link.getException().getMessage()).doesNotContain("geheim");
        assertThat(aiesa.requests().all()).isEmpty();
    }

    @Test
    void unknownDurationSubmitSubmitsAJobOfUnknownLengthAndLogsAWarning() {
        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            outside.atDebug();
            sent("aiesa:transcribe?maxCost=5&unknownDuration=submit", LINK);

            assertThat(outside.logged())
                    .anyMatch(line -> line.contains("AiesaCostGuard")
                            && line.contains("https://example.com/a.mp3 is submitted although its length is not known")
                            && line.contains("maxCost 5.0"));
        }
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 0).assertSubmitted(1);
    }

    @Test
    void unknownDurationSubmitStillChecksAKnownLength() {
        assertRefused(
                send("aiesa:transcribe?maxCost=0.1&unknownDuration=submit", Recordings.wav(1)),
                ErrorCategory.INVALID_REQUEST,
                "cost 0.7 RUB");
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 0);
    }

    @Test
    void aPriceForAShorterLengthThanTheRecordingHasIsRefused() {
        // Ten minutes as hours and minutes, which the simulator reads as ten seconds.
        Exchange reply = send(
                "aiesa:transcribe?maxCost=5&durationFormat=hh:mm", MP3, Map.of(TranscriptionConstants.DURATION, 600));

        assertRefused(
                reply,
                ErrorCategory.INVALID_REQUEST,
                "takes 600.0 s",
                "AIESA calculated 10.0 s from \"00:10\"",
                "choose another durationFormat",
                "nothing was submitted");
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 0);
    }

    @Test
    void aLengthThatAiesaReadsAsLongerMakesThePriceTooHigh() {
        aiesa.durationReading(AiesaDurationReading.HOURS_AND_MINUTES);

        assertRefused(
                send("aiesa:transcribe?maxCost=1", Recordings.wav(3)), ErrorCategory.INVALID_REQUEST, "cost 3.5 RUB");
        sent("aiesa:transcribe?maxCost=1&durationFormat=hh:mm", Recordings.wav(3));
        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void aPriceWithoutLengthAndCurrencyIsCompared() {
        aiesa.faults().onCalculate().body("{\"cost\":9}", JSON).once();

        assertRefused(
                send("aiesa:transcribe?maxCost=5", Recordings.wav(1)),
                ErrorCategory.INVALID_REQUEST,
                "would cost 9.0, which is more than maxCost 5.0:");
    }

    @Test
    void aPriceIsRequestedAgainAfterAFailure() {
        aiesa.faults().onCalculate().status(500).once();
        aiesa.faults().onCalculate().reset().once();

        sent("aiesa:transcribe?maxCost=5", Recordings.wav(1));
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 3).assertSubmitted(1);
    }

    /** The request counts against the limit of the account, which may reject it. */
    @Test
    void aPriceRequestThatIsRejectedForLoadIsSentAgainDespiteMaxRetriesZero() {
        aiesa.faults().onCalculate().status(429).once();

        sent("aiesa:transcribe?maxCost=1000&maxRetries=0", Recordings.wav(1));

        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void withoutAPriceNothingIsSubmitted() {
        aiesa.faults().onCalculate().status(502).always();

        Exchange reply = send("aiesa:transcribe?maxCost=5&maxRetries=1", Recordings.wav(1));

        assertFailed(reply, ErrorCategory.PROVIDER_UNAVAILABLE, 502);
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 2).assertCount(AiesaCall.SUBMIT, 0);
    }

    @Test
    void aRecordingThatIsMeasuredSlowlyHoldsUpNoOtherJob() throws Exception {
        String uri = "aiesa:submit?maxCost=5&unknownDuration=submit&maxRequestsPerSecond=1";
        String jobId = submit();
        CountDownLatch measured = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        InputStream end = new InputStream() {
            @Override
            public int read() throws IOException {
                measured.countDown();
                try {
                    rest.await();
                } catch (InterruptedException stopped) {
                    throw new InterruptedIOException();
                }
                return -1;
            }
        };
        InputStream slow = new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(MP3, 1000)), end);
        sent(uri, Recordings.wav(1));

        // The limit makes it wait, so that the governor's thread continues it.
        CompletableFuture<Exchange> priced =
                template.asyncSend(uri, exchange -> exchange.getMessage().setBody(slow));
        assertThat(measured.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Exchange> other = template.asyncSend(
                "aiesa:await", exchange -> exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, jobId));

        assertThat(other.get(30, TimeUnit.SECONDS).getException()).isNull();
        rest.countDown();
        assertThat(priced.get(30, TimeUnit.SECONDS).getException()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "-1"})
    void anImpossiblePriceIsNone(String price) {
        aiesa.faults()
                .onCalculate()
                .body("{\"cost\":" + price + "}", "application/json")
                .always();

        Exchange reply = send("aiesa:transcribe?maxCost=5&maxRetries=0", Recordings.wav(1));

        assertFailed(reply, ErrorCategory.PROVIDER_UNAVAILABLE, 200);
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 0);
    }

    @Test
    void aRecordingThatCannotBeReadIsAnInvalidRequest() throws Exception {
        Path gone = Files.write(folder.resolve("call.wav"), Recordings.wav(1));
        Files.delete(gone);

        Exchange reply = send("aiesa:transcribe?maxCost=5", gone.toFile());

        assertRefused(reply, ErrorCategory.INVALID_REQUEST, "call.wav");
        assertThat(aiesa.requests().all()).isEmpty();
    }
}
