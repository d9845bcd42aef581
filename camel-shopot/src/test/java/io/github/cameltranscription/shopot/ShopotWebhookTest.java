/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.shopot.ShopotCallbackId.Purpose;
import io.github.cameltranscription.simulator.shopot.ShopotDelivery;
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
                                held.await(20, TimeUnit.SECONDS);
                            }
                            if (failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                                throw new IllegalStateException("not today");
                            }
                        })
                        .to("mock:called-back");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEW", "OLD", "BOTH"})
    void aSubmittedJobIsCalledBackAboutWithItsTranscript(ShopotStatusFields fields) throws Exception {
        shopot.statusFields(fields);
        calledBack().expectedMessageCount(1);

        String jobId = submit(Map.of());

        calledBack().assertIsSatisfied();
        Exchange exchange = calledBack().getExchanges().get(0);
        Transcript transcript = exchange.getMessage().getBody(Transcript.class);
        assertThat(transcript.segments()).hasSize(2);
        assertThat(transcript.provider()).isEqualTo("shopot");
        assertThat(transcript.jobId()).isEqualTo(jobId);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.JOB_ID, jobId)
                .containsEntry(TranscriptionConstants.PROVIDER, "shopot")
                .containsEntry(TranscriptionConstants.STATUS, "DONE")
                .containsEntry(TranscriptionConstants.LANGUAGE, "ru")
                .containsEntry(TranscriptionConstants.DURATION, 3.0)
                .containsKey(ShopotConstants.BALANCE_MINUTES)
                .doesNotContainKey(ShopotConstants.CALLBACK_ID);
        await().until(() -> isOver(shopot.callbacks().of(jobId)));
        assertThat(shopot.callbacks().of(jobId))
                .extracting(ShopotDelivery::answerStatus)
                .containsExactly(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order 7", "тест123", "a.b.c", "utf8-b64:x", "会议🎙"})
    void onesOwnIdComesBackAsItWas(String ownId) throws Exception {
        calledBack().expectedMessageCount(1);

        String jobId = submit(Map.of(ShopotConstants.CALLBACK_ID, ownId));

        calledBack().assertIsSatisfied();
        assertThat(calledBack().getExchanges().get(0).getMessage().getHeader(ShopotConstants.CALLBACK_ID))
                .isEqualTo(ownId);
        await().until(() -> !shopot.callbacks().of(jobId).isEmpty());
        boolean ascii = ownId.chars().allMatch(letter -> letter < 0x80);
        assertThat(shopot.callbacks().of(jobId).get(0).callbackIdHeader().startsWith("utf8-b64:"))
                .isEqualTo(!ascii);
    }

    @Test
    void theModifierIsThatOfTheSubmission() throws Exception {
        calledBack().expectedMessageCount(1);

        submit(Map.of(ShopotConstants.MODIFIER, "plain_text"));

        calledBack().assertIsSatisfied();
        assertThat(calledBack()
                        .getExchanges()
                        .get(0)
                        .getMessage()
                        .getBody(Transcript.class)
                        .text())
                .isEqualTo("[simulated speech 1] [simulated speech 2]");
    }

    @Test
    void aRouteThatFailsTwiceIsCalledAThirdTimeAndTheTranscriptComesOnce() throws Exception {
        failuresToCome.set(2);
        calledBack().expectedMessageCount(1);

        String jobId = submit(Map.of());

        calledBack().assertIsSatisfied();
        await().until(() -> isOver(shopot.callbacks().of(jobId)));
        assertThat(shopot.callbacks().of(jobId))
                .extracting(ShopotDelivery::answerStatus)
                .containsExactly(500, 500, 200);
        assertThat(calledBack().getReceivedCounter()).isEqualTo(1);
        assertThat(runs).hasValue(3);
    }

    @Test
    void fiftyDeliveriesOfTheSameAtOnceAreOneExchange() throws Exception {
        holding = true;
        String callbackId = signed(Purpose.DELIVER, "order 7");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(http().sendAsync(request(callbackId, result("job-1")), BodyHandlers.ofString()));
        }
        await().until(() -> runs.get() == 1);
        held.countDown();

        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(post(callbackId, result("job-1")).statusCode()).isEqualTo(200);
        assertThat(runs).hasValue(1);
        assertThat(calledBack().getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void duplicatesOfAProviderAreOneExchangeToo() throws Exception {
        shopot.callbacks().copies(5);
        calledBack().expectedMessageCount(1);

        String jobId = submit(Map.of());

        await().until(() -> shopot.callbacks().of(jobId).size() == 5);
        calledBack().assertIsSatisfied();
        assertThat(shopot.callbacks().of(jobId)).allMatch(ShopotDelivery::accepted);
    }

    @Test
    void duplicatesShareTheFateOfAFirstThatFails() throws Exception {
        failuresToCome.set(1);
        shopot.callbacks().copies(5);
        calledBack().expectedMessageCount(1);

        String jobId = submit(Map.of());

        calledBack().assertIsSatisfied();
        await().until(() -> shopot.callbacks().of(jobId).size() >= 5);
        assertThat(runs).hasValue(2);
    }

    @Test
    void whoeverCannotProveItselfIsToldNothing() throws Exception {
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
    void whatIsTooLargeIsRefused() throws Exception {
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
    void anAuthenticCallbackThatSaysNothingIsABadRequest(String body) throws Exception {
        assertThat(post(signed(Purpose.DELIVER, null), body).statusCode()).isEqualTo(400);
        assertThat(runs).hasValue(0);
    }

    @Test
    void onlyPostIsTaken() throws Exception {
        assertThat(http().send(HttpRequest.newBuilder(URI.create(server + PATH)).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void anErrorIsAFailureOfTheRouteWithCategoryAndJob() throws Exception {
        shopot.faults().onProcessing().error("No speech found").once();
        context.getEndpoint("mock:job-failed", MockEndpoint.class).expectedMessageCount(1);

        String jobId = submit(Map.of(ShopotConstants.CALLBACK_ID, "handled"));

        MockEndpoint failed = context.getEndpoint("mock:job-failed", MockEndpoint.class);
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
        await().until(() -> isOver(shopot.callbacks().of(jobId)));
        assertThat(shopot.callbacks().of(jobId))
                .extracting(ShopotDelivery::answerStatus)
                .containsExactly(200);
        assertThat(runs).hasValue(0);
    }

    @Test
    void anErrorThatNobodyHandlesHasBeenToldAllTheSame() {
        shopot.faults().onProcessing().error("No speech found").once();

        String jobId = submit(Map.of());

        await().until(() -> isOver(shopot.callbacks().of(jobId)));
        assertThat(shopot.callbacks().of(jobId))
                .extracting(ShopotDelivery::answerStatus)
                .containsExactly(200);
        assertThat(runs).hasValue(0);
    }

    @Test
    void nothingOfTheRequestGetsIntoTheRoute() throws Exception {
        calledBack().expectedMessageCount(1);

        post(signed(Purpose.DELIVER, "7"), result("job-1"));

        calledBack().assertIsSatisfied();
        Exchange exchange = calledBack().getExchanges().get(0);
        assertThat(exchange.getMessage().getHeaders().keySet())
                .allMatch(name -> name.startsWith("CamelTranscription")
                        || name.startsWith("CamelShopot")
                        || name.equals(Exchange.CONTENT_TYPE));
        assertThat(exchange.getFromEndpoint()).isInstanceOf(ShopotEndpoint.class);
    }

    @Test
    void sixtySlowRoutesDelayNoOtherCallback() throws Exception {
        holding = true;
        List<CompletableFuture<HttpResponse<String>>> slow = startSlow(60);
        await().until(() -> runs.get() == 60);
        holding = false;

        assertThat(millisOf(() -> post(signed(Purpose.DELIVER, null), result("quick")), 200))
                .isLessThan(5_000);
        assertThat(millisOf(() -> post(signed(Purpose.WAKE, null), result("awaited")), 200))
                .isLessThan(5_000);
        assertThat(millisOf(() -> post("order 7", result("forged")), 401)).isLessThan(5_000);
        assertThat(slow).noneMatch(CompletableFuture::isDone);
        held.countDown();
        for (CompletableFuture<HttpResponse<String>> answer : slow) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void oneRouteMoreThanWebhookThreadsIsTriedAgainLater() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("shopot:webhook?path=/hooks/two&webhookThreads=2").process(exchange -> {
                    runs.incrementAndGet();
                    held.await(20, TimeUnit.SECONDS);
                });
            }
        });
        URI two = URI.create(server + "/hooks/two");
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            slow.add(http().sendAsync(
                            HttpRequest.newBuilder(
                                            request(signed(Purpose.DELIVER, null), result("slow-" + i)), (n, v) -> true)
                                    .uri(two)
                                    .build(),
                            BodyHandlers.ofString()));
        }
        await().until(() -> runs.get() == 2);

        HttpRequest third = HttpRequest.newBuilder(
                        request(signed(Purpose.DELIVER, null), result("third")), (n, v) -> true)
                .uri(two)
                .build();
        assertThat(http().send(third, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
        held.countDown();
        for (CompletableFuture<HttpResponse<String>> answer : slow) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(http().send(third, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private List<CompletableFuture<HttpResponse<String>>> startSlow(int count) {
        List<CompletableFuture<HttpResponse<String>>> slow = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slow.add(http().sendAsync(
                            request(signed(Purpose.DELIVER, null), result("slow-" + i)), BodyHandlers.ofString()));
        }
        return slow;
    }

    private static long millisOf(Callable<HttpResponse<String>> post, int status) throws Exception {
        long begun = System.nanoTime();
        assertThat(post.call().statusCode()).isEqualTo(status);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @Test
    void theRouteRunsOnThreadsOfItsOwn() throws Exception {
        post(signed(Purpose.DELIVER, null), result("job-1"));

        assertThat(thread.get()).contains("shopot-webhook").doesNotContain("vert.x");
    }

    @Test
    void aWakeUpForAJobThatNobodyWaitsForIsLoggedAndAcknowledged() throws Exception {
        try (VisibleFromOutside outside = new VisibleFromOutside()) {
            assertThat(post(signed(Purpose.WAKE, null), result("unknown")).statusCode())
                    .isEqualTo(200);

            await().until(() -> outside.logged().stream()
                    .anyMatch(
                            line -> line.contains("job unknown was called back about, and nothing here waits for it")));
        }
        assertThat(runs).hasValue(0);
    }
}
