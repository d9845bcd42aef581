/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** An error handler that redelivers whatever failed buys nothing twice. */
class PalatineRedeliveryTest extends PalatineTestSupport {

    private final AtomicInteger attempts = new AtomicInteger();

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                for (String operation : new String[] {"transcribe", "submit", "openai-transcription"}) {
                    from("direct:" + operation).to("palatine:" + operation);
                }
                from("direct:submitted").to("direct:step");
                from("direct:step")
                        .errorHandler(noErrorHandler())
                        .to("palatine:submit")
                        .process(exchange -> {
                            if (attempts.incrementAndGet() <= 2) {
                                throw new IllegalStateException("broker down");
                            }
                        });
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit", "openai-transcription"})
    void anUncertainSubmissionIsNotSentAgain(String operation) {
        palatine.faults().onSubmit().reset().afterProcessing().always();
        palatine.faults().onOpenAiTranscription().reset().afterProcessing().always();

        Exchange reply = send("direct:" + operation, Recordings.wav(1));

        assertThat(reply.getException()).isInstanceOf(UncertainSubmissionException.class);
        assertThat(reply.getMessage().getHeader(Exchange.REDELIVERY_COUNTER)).isEqualTo(3);
        assertThat(palatine.requests().count(PalatineCall.SUBMIT)
                        + palatine.requests().count(PalatineCall.OPENAI_TRANSCRIPTION))
                .isEqualTo(1);
    }

    @Test
    void aJobThatCouldNotBePassedOnIsNotBoughtAgain() {
        Exchange reply = send("direct:submitted", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        assertThat(attempts).hasValue(3);
        assertThat(reply.getMessage().getBody(TranscriptionJob.class).jobId()).isNotBlank();
        palatine.requests().assertSubmitted(1);
    }
}
