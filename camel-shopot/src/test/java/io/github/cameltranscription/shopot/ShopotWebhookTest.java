/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.shopot.ShopotCallbackId.Purpose;
import io.github.cameltranscription.simulator.shopot.ShopotStatusFields;
import io.github.cameltranscription.testing.VisibleFromOutside;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ShopotWebhookTest extends ShopotWebhookTestSupport {

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger failuresToCome = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicReference<String> thread = new AtomicReference<>();
    private volatile boolean holding;
    private volatile String failsWith = "exception";

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(JobFailedException.class)
                        .onWhen(simple("${header.CamelShopotCallbackId} == 'handled'"))
                        .handled(true)
                        .to("mock:job-failed");
                from("shopot:webhook?path=" + PATH + "&maxPayloadSize=100000")
                        .process(exchange -> {
                            runs.incrementAndGet();
                            thread.set(Thread.currentThread().getName());
                            if (holding) {
                                held.await(1, TimeUnit.MINUTES);
                            }
                            if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                                fail(exchange);
                            }
                        })
                        .to("mock:called-back");
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void theRouteGetsTheTranscriptOfASubmittedJob(ShopotStatusFields fields) {
        shopot.statusFields(fields);

        String jobId = submit(Map.of());

        Transcript transcript = received().getMessage().getBody(Transcript.class);
        assertThat(transcript.segments()).hasSize(2);
        assertThat(transcript.provider()).isEqualTo("shopot");
        assertThat(transcript.jobId()).isEqualTo(jobId);
        assertThat(received().getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.JOB_ID, jobId)
                .containsEntry(TranscriptionConstants.PROVIDER, "shopot")
                .containsEntry(TranscriptionConstants.STATUS, "DONE")
                .containsEntry(TranscriptionConstants.LANGUAGE, "ru")
                .containsEntry(TranscriptionConstants.DURATION, 3.0)
                .containsKey(ShopotConstants.BALANCE_MINUTES)
                .doesNotContainKey(ShopotConstants.CALLBACK_ID);
        assertAnswered(jobId, 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order 7", "тест123", "a.b.c", "utf8-b64:x", "会议🎙"})
    void theUsersOwnIdComesBackUnchanged(String ownId) {
        String jobId = submit(Map.of(ShopotConstants.CALLBACK_ID, ownId));

        assertThat(received().getMessage().getHeader(ShopotConstants.CALLBACK_ID))
                .isEqualTo(ownId);
        await().until(() -> !shopot.callbacks().of(jobId).isEmpty());
        boolean ascii = ownId.chars().allMatch(letter -> letter < 0x80);
        assertThat(shopot.callbacks().of(jobId).get(0).callbackIdHeader().startsWith("utf8-b64:"))
                .isEqualTo(!ascii);
    }

    @Test
    void theModifierIsThatOfTheSubmission() {
        submit(Map.of(ShopotConstants.MODIFIER, "plain_text"));

        assertThat(received().getMessage().getBody(Transcript.class).text())
                .isEqualTo("[simulated speech 1] [simulated speech 2]");
    }

    private void fail(Exchange exchange) {
        switch (failsWith) {
            case "error" -> throw new StackOverflowError("not today");
            case "rollback" -> exchange.setRollbackOnly(true);
            case "last rollback" -> exchange.setRollbackOnlyLast(true);
            default -> throw new IllegalStateException("not today");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "rollback", "last rollback"})
    void aRouteThatFailsTwiceIsCalledAThirdTimeAndTheTranscriptComesOnce(String how) {
        failuresToCome.set(2);
        failsWith = how;

        assertAnswered(submit(Map.of()), 500, 500, 200);

        assertThat(calledBack().getReceivedCounter()).isEqualTo(1);
        assertThat(runs).hasValue(3);
    }

    @Test
    void fiftyDeliveriesOfTheSameAtOnceAreOneExchange() throws Exception {
        holding = true;
        String callbackId = signed(Purpose.DELIVER, "order 7");
        List<CompletableFuture<HttpResponse<String>>> answers =
                postAtOnce(50, number -> request(callbackId, result("job-1")));
        await().until(() -> runs.get() == 1);
        held.countDown();

        assertAccepted(answers);
        assertThat(post(callbackId, result("job-1")).statusCode()).isEqualTo(200);
        assertThat(runs).hasValue(1);
        assertThat(calledBack().getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void duplicatesOfAProviderAreOneExchangeToo() {
        shopot.callbacks().copies(5);

        assertAnswered(submit(Map.of()), 200, 200, 200, 200, 200);

        assertThat(calledBack().getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void duplicatesOfACallbackThatFailsFailToo() {
        failuresToCome.set(1);
        shopot.callbacks().copies(5);

        String jobId = submit(Map.of());

        received();
        await().until(() -> shopot.callbacks().of(jobId).size() >= 5);
        assertThat(runs).hasValue(2);
    }

    @Test
    void aCallbackWithoutProofIsUnauthorizedAndTheAnswerIsEmpty() throws Exception {
        String good = signed(Purpose.DELIVER, "order 7");
        String[] forged = {
            null,
            "",
            "order 7",
            "DELIVER.nonce.mac.order 7",
            good + "!",
            good.replace("DELIVER", "WAKE"),
            new ShopotCallbackId(Purpose.DELIVER, "order 7").sign("another secret"),
            "utf8-b64:%%%",
            "utf8-b64:0YLQtdGB0YIxMjM="
        };
        for (String callbackId : forged) {
            for (String body : new String[] {result("job-1"), "no json", ""}) {
                HttpResponse<String> answer = post(callbackId, body);

                assertThat(answer.statusCode()).as("%s", callbackId).isEqualTo(401);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.headers().map().keySet())
                        .isSubsetOf("content-length", "transfer-encoding", "connection");
            }
        }
        assertThat(runs).hasValue(0);
    }

    @Test
    void theIdOfTheBodyIsProofWhereTheHeaderWasDropped() throws Exception {
        String body = result("job-1").replaceFirst("\\{", "{\"callback_id\":\"" + signed(Purpose.DELIVER, "7") + "\",");

        assertThat(post(null, body).statusCode()).isEqualTo(200);
        assertThat(runs).hasValue(1);
    }

    @Test
    void aCallbackThatIsTooLargeIsRefused() throws Exception {
        String callbackId = signed(Purpose.DELIVER, null);
        String padding = " ".repeat(100_000);

        assertThat(post(callbackId, result("job-1") + padding).statusCode()).isEqualTo(413);
        assertThat(post(
                                callbackId,
                                padding.substring(result("job-1").getBytes(StandardCharsets.UTF_8).length)
                                        + result("job-1"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(runs).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "",
                "{}",
                "{\"id\":\"\"}",
                "{\"id\":\"job-1\"}",
                "{\"id\":\"job-1\",\"output\":{\"li"
            })
    void anAuthenticCallbackWithoutAnOutcomeIsABadRequest(String body) throws Exception {
        assertThat(post(signed(Purpose.DELIVER, null), body).statusCode()).isEqualTo(400);
        assertThat(runs).hasValue(0);
    }

    @Test
    void onlyPostIsAccepted() throws Exception {
        assertThat(HTTP.send(HttpRequest.newBuilder(URI.create(server + PATH)).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void anErrorIsAFailureOfTheRouteWithCategoryAndJob() throws Exception {
        shopot.faults().onProcessing().error("No speech found").once();
        MockEndpoint failed = context.getEndpoint("mock:job-failed", MockEndpoint.class);
        failed.expectedMessageCount(1);

        String jobId = submit(Map.of(ShopotConstants.CALLBACK_ID, "handled"));

        failed.assertIsSatisfied();
        Exchange exchange = failed.getExchanges().get(0);
        TranscriptionException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class);
        assertThat(failure.getCategory()).isEqualTo(ErrorCategory.JOB_FAILED);
        assertThat(failure.getJobId()).isEqualTo(jobId);
        assertThat(failure).hasMessageContaining("No speech found");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.JOB_ID, jobId)
                .containsEntry(TranscriptionConstants.ERROR_CATEGORY, "JOB_FAILED")
                .containsEntry(TranscriptionConstants.STATUS, "FAILED")
                .containsEntry(ShopotConstants.CALLBACK_ID, "handled");
        assertAnswered(jobId, 200);
        assertThat(runs).hasValue(0);
    }

    @Test
    void anErrorThatNoErrorHandlerTakesIsAccepted() {
        shopot.faults().onProcessing().error("No speech found").once();

        assertAnswered(submit(Map.of()), 200);
        assertThat(runs).hasValue(0);
    }

    @Test
    void nothingOfTheRequestGetsIntoTheRoute() throws Exception {
        post(signed(Purpose.DELIVER, "7"), result("job-1"));

        assertThat(received().getMessage().getHeaders().keySet())
                .allMatch(name -> name.startsWith("CamelTranscription")
                        || name.startsWith("CamelShopot")
                        || name.equals(Exchange.CONTENT_TYPE));
        assertThat(received().getFromEndpoint()).isInstanceOf(ShopotEndpoint.class);
    }

    @Test
    void sixtySlowRoutesDelayNoOtherCallback() throws Exception {
        holding = true;
        List<CompletableFuture<HttpResponse<String>>> slow =
                postAtOnce(60, number -> request(signed(Purpose.DELIVER, null), result("slow-" + number)));
        await().until(() -> runs.get() == 60);
        holding = false;

        assertThat(post(signed(Purpose.DELIVER, null), result("quick")).statusCode())
                .isEqualTo(200);
        assertThat(post(signed(Purpose.WAKE, null), result("awaited")).statusCode())
                .isEqualTo(200);
        assertThat(post("order 7", result("forged")).statusCode()).isEqualTo(401);
        assertThat(slow).noneMatch(CompletableFuture::isDone);
        held.countDown();
        assertAccepted(slow);
    }

    @Test
    void oneRouteMoreThanWebhookThreadsIsTriedAgainLater() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("shopot:webhook?path=/hooks/two&webhookThreads=2").process(exchange -> {
                    runs.incrementAndGet();
                    held.await(1, TimeUnit.MINUTES);
                });
            }
        });
        IntFunction<HttpRequest> callback = number -> HttpRequest.newBuilder(
                        request(signed(Purpose.DELIVER, null), result("job-" + number)), (name, value) -> true)
                .uri(URI.create(server + "/hooks/two"))
                .build();
        List<CompletableFuture<HttpResponse<String>>> slow = postAtOnce(2, callback);
        await().until(() -> runs.get() == 2);

        assertThat(HTTP.send(callback.apply(2), BodyHandlers.ofString()).statusCode())
                .isEqualTo(503);
        held.countDown();
        assertAccepted(slow);
        assertAccepted(List.of(HTTP.sendAsync(callback.apply(2), BodyHandlers.ofString())));
    }

    private static List<CompletableFuture<HttpResponse<String>>> postAtOnce(
            int count, IntFunction<HttpRequest> request) {
        return IntStream.range(0, count)
                .mapToObj(number -> HTTP.sendAsync(request.apply(number), BodyHandlers.ofString()))
                .toList();
    }

    private static void assertAccepted(List<CompletableFuture<HttpResponse<String>>> answers) {
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200));
    }

    @Test
    void theRouteRunsOnThreadsOfItsOwn() throws Exception {
        post(signed(Purpose.DELIVER, null), result("job-1"));

        assertThat(thread.get()).contains("shopot-webhook").doesNotContain("vert.x");
    }

    @Test
    void aWakeUpForAJobThatNoExchangeAwaitsIsLoggedAndAccepted() throws Exception {
        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            assertThat(post(signed(Purpose.WAKE, null), result("unknown")).statusCode())
                    .isEqualTo(200);

            await().until(() -> outside.logged().stream()
                    .anyMatch(line -> line.contains("callback for job unknown, for which nothing waits here")));
        }
        assertThat(runs).hasValue(0);
    }
}
