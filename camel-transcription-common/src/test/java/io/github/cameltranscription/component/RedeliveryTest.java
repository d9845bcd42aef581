/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import org.apache.camel.Exchange;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.component.Node.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

class RedeliveryTest extends ComponentTest {

    /** The second and the third have an endpoint of their own for each call. */
    static List<UnaryOperator<RouteDefinition>> calls() {
        String uri = "fake:transcribe?jobTimeout=20";
        return List.of(route -> route.to(uri), route -> route.toD(uri, -1), route -> (RouteDefinition) route.enrich()
                .constant(uri)
                .cacheSize(-1)
                .aggregationStrategy((original, reply) -> reply)
                .end());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aRedeliveryAfterATimeoutContinuesTheJob(UnaryOperator<RouteDefinition> call) {
        cloud.neverDone(true);
        routes(route -> {
            route.onException(JobTimedOutException.class)
                    .maximumRedeliveries(1)
                    .redeliveryDelay(0)
                    .onRedelivery(exchange -> cloud.neverDone(false));
            call.apply(route.from("direct:in"));
        });

        Exchange exchange = succeeded(send("direct:in", RECORDING));

        assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(cloud.polls()).containsOnly("job-1");
    }

    @Test
    void anEndpointWithAnotherKeySubmitsAJobOfItsOwn() {
        cloud.neverDone(true);
        routes(route -> route.from("direct:in")
                .loadBalance()
                .failover(JobTimedOutException.class)
                .to("fake:transcribe?jobTimeout=20&apiKey=one", "fake:transcribe?jobTimeout=20&apiKey=two"));

        send("direct:in", RECORDING);

        assertThat(cloud.submissions()).hasSize(2);
    }

    static List<Object> bodies() {
        return List.of(RECORDING, new ByteArrayInputStream(RECORDING));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aRedeliveryAfterAPollThatWasRefusedContinuesTheJob(Object body) {
        cloud.onStatusFail(ErrorCategory.AUTHENTICATION);
        routes(redelivering(TranscriptionException.class));

        succeeded(send("direct:in", body));

        assertThat(cloud.submissions()).hasSize(1);
        assertThat(cloud.polls()).hasSize(2);
    }

    private static LambdaRouteBuilder redelivering(Class<? extends Throwable> failure) {
        return route -> {
            route.onException(failure).maximumRedeliveries(1).redeliveryDelay(0);
            route.from("direct:in").to("fake:transcribe");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void aRedeliveryOfASubRouteWhoseLaterStepFailedContinuesTheJob(String operation) {
        AtomicInteger attempts = new AtomicInteger();
        routes(route -> {
            route.from("direct:in")
                    .errorHandler(
                            route.defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0))
                    .to("direct:sub");
            route.from("direct:sub")
                    .errorHandler(route.noErrorHandler())
                    .to("fake:" + operation)
                    .process(exchange -> {
                        if (attempts.incrementAndGet() < 3) {
                            throw new IllegalStateException("the database is down");
                        }
                    });
        });

        Exchange exchange = succeeded(send("direct:in", RECORDING));

        assertThat(attempts).hasValue(3);
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(Node.jobId(exchange)).isEqualTo("job-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void anUncertainSubmissionIsNotSentAgain(String operation) {
        cloud.onSubmit(() -> CompletableFuture.failedFuture(ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                ErrorDetails.of("fake", "submit", "HTTP 502 of a gateway")
                        .withHttpStatus(502)
                        .withVerdict(Verdict.UNCERTAIN))));
        routes(route -> {
            route.errorHandler(
                    route.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
            route.from("direct:in").to("fake:" + operation);
        });

        Exchange exchange = send("direct:in", RECORDING);

        assertFailed(exchange, ErrorCategory.UNCERTAIN_SUBMISSION, null, "sent before", "HTTP 502 of a gateway");
        assertThat(exchange.getException(TranscriptionException.class))
                .returns(502, TranscriptionException::getHttpStatus)
                .returns(Verdict.UNCERTAIN, TranscriptionException::getVerdict);
        assertThat(exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER)).isEqualTo(3);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void anotherRecordingInTheSameExchangeIsAnotherJob() {
        routes(route -> route.from("direct:in")
                .to("fake:transcribe")
                .setBody(route.constant(OTHER_RECORDING))
                .to("fake:transcribe"));

        Exchange exchange = send("direct:in", RECORDING);

        assertThat(cloud.submissions()).hasSize(2);
        assertThat(Node.jobId(exchange)).isEqualTo("job-2");
    }

    @Test
    void theSameRecordingInAnotherExchangeIsAnotherJob() {
        send("fake:transcribe", RECORDING);
        send("fake:transcribe", RECORDING);

        assertThat(cloud.submissions()).hasSize(2);
    }

    @Test
    void theSameRecordingAtAnotherEndpointIsAnotherJob() {
        routes(route -> route.from("direct:in")
                .setProperty("recording", route.body())
                .to("fake:transcribe?language=ru")
                .setBody(route.exchangeProperty("recording"))
                .to("fake:transcribe?language=en"));

        send("direct:in", RECORDING);

        assertThat(cloud.submissions()).hasSize(2);
    }

    @Test
    void theSameRecordingInAnotherLanguageIsAnotherJob() {
        routes(route -> route.from("direct:in")
                .setProperty("recording", route.body())
                .setHeader(TranscriptionConstants.LANGUAGE, route.constant("ru"))
                .to("fake:transcribe")
                .setBody(route.exchangeProperty("recording"))
                .setHeader(TranscriptionConstants.LANGUAGE, route.constant("en"))
                .to("fake:transcribe"));

        Exchange exchange = send("direct:in", RECORDING);

        assertThat(cloud.submissions()).hasSize(2);
        assertThat(Node.jobId(exchange)).isEqualTo("job-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fake:transcribe",
                "fake:submit",
                "fake:transcribe?jobRepository=#jobs",
                "fake:submit?jobRepository=#jobs"
            })
    void theRestOfTheRouteDoesNotKeepTheRecordingInMemory(String uri) {
        AtomicReference<WeakReference<byte[]>> recording = new AtomicReference<>();
        routes(route -> route.from("direct:in")
                .process(exchange -> {
                    byte[] bytes = RECORDING.clone();
                    recording.set(new WeakReference<>(bytes));
                    exchange.getMessage().setBody(bytes);
                })
                .to(uri)
                .process(exchange -> Awaitility.await()
                        .atMost(Duration.ofSeconds(50))
                        .until(() -> {
                            System.gc();
                            return recording.get().get() == null;
                        })));

        succeeded(send("direct:in", null, Map.of(TranscriptionConstants.JOB_KEY, "talk")));
    }

    @Test
    void aJobThatTheProviderFailedIsOverAndARedeliverySubmitsAnew() {
        cloud.onStatusFailed("job-1", "crash");
        routes(redelivering(JobFailedException.class));

        Exchange exchange = succeeded(send("direct:in", RECORDING));

        assertThat(cloud.submissions()).hasSize(2);
        assertThat(Node.jobId(exchange)).isEqualTo("job-2");
    }

    @Test
    void aJobThatTheProviderHasRemovedIsNotBoughtAgainByARedelivery() {
        cloud.onStatusFail(ErrorCategory.JOB_NOT_FOUND);
        routes(redelivering(TranscriptionException.class));

        send("direct:in", RECORDING);

        assertThat(cloud.submissions()).hasSize(1);
    }
}
