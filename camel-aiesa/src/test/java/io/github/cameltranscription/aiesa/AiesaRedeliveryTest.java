/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** An error handler that redelivers whatever failed prices nothing twice. */
class AiesaRedeliveryTest extends AiesaTestSupport {

    private final AtomicInteger attempts = new AtomicInteger();

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
    void aJobThatCouldNotBePassedOnIsNeitherBoughtNorPricedAgain() {
        TranscriptionJob reply = body("direct:submitted", Recordings.wav(1), TranscriptionJob.class);

        assertThat(attempts).hasValue(3);
        assertThat(reply.jobId()).isNotBlank();
        aiesa.requests().assertSubmitted(1).assertCount(AiesaCall.CALCULATE, 1);
    }

    @Test
    void aJobThatIsTooDearStaysTooDear() {
        Exchange reply = send("direct:guarded", Recordings.wav(1));

        assertRefused(reply, ErrorCategory.INVALID_REQUEST, "maxCost 0.1");
        aiesa.requests().assertCount(AiesaCall.CALCULATE, 4).assertSubmitted(0);
    }
}
