/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.ByteArrayInputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class RedeliveryTest extends ComponentTest {

    @Test
    void aRedeliveryAfterATimeoutGoesOnWithTheSameJob() {
        cloud.neverDone(true);
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(JobTimedOutException.class)
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> cloud.neverDone(false));
                from("direct:in").to("fake:transcribe?jobTimeout=20");
            }
        });

        Exchange exchange = send("direct:in", RECORDING);

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(cloud.polls()).containsOnly("job-1");
    }

    @Test
    void aRedeliveryOfAStreamThatHasBeenReadGoesOnWithTheSameJobToo() {
        cloud.onStatusFail(ErrorCategory.AUTHENTICATION);
        routes(redelivering(TranscriptionException.class));

        Exchange exchange = send("direct:in", new ByteArrayInputStream(RECORDING));

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aRedeliveryAfterAPollThatWasRefusedGoesOnWithTheSameJob() {
        cloud.onStatusFail(ErrorCategory.AUTHENTICATION);
        routes(redelivering(TranscriptionException.class));

        Exchange exchange = send("direct:in", RECORDING);

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(cloud.polls()).hasSize(2);
    }

    private static RouteBuilder redelivering(Class<? extends Throwable> failure) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(failure).maximumRedeliveries(1).redeliveryDelay(0);
                from("direct:in").to("fake:transcribe");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void aRedeliveryOfASubRouteWhoseLaterStepFailedGoesOnWithTheSameJob(String operation) {
        AtomicInteger attempts = new AtomicInteger();
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0))
                        .to("direct:sub");
                from("direct:sub")
                        .errorHandler(noErrorHandler())
                        .to("fake:" + operation)
                        .process(exchange -> {
                            if (attempts.incrementAndGet() < 3) {
                                throw new IllegalStateException("the database is down");
                            }
                        });
            }
        });

        Exchange exchange = send("direct:in", RECORDING);

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(attempts).hasValue(3);
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo("job-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void anUncertainSubmissionIsNotSentAgain(String operation) {
        cloud.onSubmitFail(ErrorCategory.UNCERTAIN_SUBMISSION);
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                from("direct:in").to("fake:" + operation);
            }
        });

        Exchange exchange = send("direct:in", RECORDING);

        assertFailed(exchange, ErrorCategory.UNCERTAIN_SUBMISSION, null);
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER)).isEqualTo(3);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void anotherRecordingInTheSameExchangeIsAnotherJob() {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("fake:transcribe")
                        .setBody(constant(OTHER_RECORDING))
                        .to("fake:transcribe");
            }
        });

        Exchange exchange = send("direct:in", RECORDING);

        assertThat(cloud.submissions()).hasSize(2);
        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo("job-2");
    }

    @Test
    void theSameRecordingInAnotherExchangeIsAnotherJob() {
        send("fake:transcribe", RECORDING);
        send("fake:transcribe", RECORDING);

        assertThat(cloud.submissions()).hasSize(2);
    }

    @Test
    void theSameRecordingAtAnotherEndpointIsAnotherJob() {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .setProperty("recording", body())
                        .to("fake:transcribe?language=ru")
                        .setBody(exchangeProperty("recording"))
                        .to("fake:transcribe?language=en");
            }
        });

        send("direct:in", RECORDING);

        assertThat(cloud.submissions()).hasSize(2);
    }

    @Test
    void aJobThatTheProviderFailedIsOverAndARedeliverySubmitsAnew() {
        cloud.onStatus(() -> CompletableFuture.completedFuture(
                JobStatus.failed("fake", "job-1", ErrorCategory.JOB_FAILED, "crash")));
        routes(redelivering(JobFailedException.class));

        Exchange exchange = send("direct:in", RECORDING);

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(cloud.submissions()).hasSize(2);
        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo("job-2");
    }

    @Test
    void aJobThatTheProviderDoesNotKnowAnyMoreIsNotBoughtAgainByARedelivery() {
        cloud.onStatusFail(ErrorCategory.JOB_NOT_FOUND);
        routes(redelivering(TranscriptionException.class));

        send("direct:in", RECORDING);

        assertThat(cloud.submissions()).hasSize(1);
    }
}
