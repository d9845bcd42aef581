/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** An error handler that redelivers whatever failed buys nothing twice. */
class AiesaRedeliveryTest extends AiesaTestSupport {

    private final AtomicInteger attempts = new AtomicInteger();

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                for (String operation : new String[] {"transcribe", "submit"}) {
                    from("direct:" + operation).to("aiesa:" + operation);
                }
                from("direct:impatient").to("aiesa:transcribe?jobTimeout=150ms");
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

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void anUncertainSubmissionIsNotSentAgain(String operation) {
        aiesa.faults().onSubmit().reset().afterProcessing().always();

        Exchange reply = send("direct:" + operation, Recordings.wav(1));

        assertThat(reply.getException()).isInstanceOf(UncertainSubmissionException.class);
        assertThat(reply.getMessage().getHeader(Exchange.REDELIVERY_COUNTER)).isEqualTo(3);
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 1).assertSubmitted(1);
    }

    @Test
    void aJobThatCouldNotBePassedOnIsNeitherBoughtNorPricedAgain() {
        Exchange reply = send("direct:submitted", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        assertThat(attempts).hasValue(3);
        assertThat(reply.getMessage().getBody(TranscriptionJob.class).jobId()).isNotBlank();
        aiesa.requests().assertSubmitted(1).assertCount(AiesaCall.CALCULATE, 1);
    }

    @Test
    void aJobThatTookTooLongIsGoneOnWith() {
        aiesa.faults().onProcessing().processingTime(Duration.ofMillis(300)).once();

        Exchange reply = send("direct:impatient", Recordings.wav(2));

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getBody(Transcript.class).segments()).hasSize(2);
        assertThat(reply.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, Integer.class))
                .isPositive();
        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void aJobThatIsTooDearStaysTooDear() {
        Exchange reply = send("direct:guarded", Recordings.wav(1));

        assertRefused(reply, ErrorCategory.INVALID_REQUEST, "maxCost 0.1");
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 4).assertSubmitted(0);
    }
}
