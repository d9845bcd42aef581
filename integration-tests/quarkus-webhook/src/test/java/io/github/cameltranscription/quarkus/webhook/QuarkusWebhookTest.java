/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.webhook;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.shopot.ShopotConstants;
import io.github.cameltranscription.simulator.shopot.ShopotCall;
import io.github.cameltranscription.simulator.shopot.ShopotDelivery;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;
import io.github.cameltranscription.simulator.shopot.ShopotVariant;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.TestSize;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The plain component jar on Quarkus's own HTTP server. */
@QuarkusTest
@QuarkusTestResource(ShopotResource.class)
class QuarkusWebhookTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/hooks/shopot")
    URI address;

    @Inject
    ProducerTemplate template;

    @Inject
    WebhookRoute route;

    ShopotSimulator shopot;

    /** A number is the seed of a mixture: each answer and callback has another shape. */
    static Stream<Object> variants() {
        return Stream.concat(Stream.of((Object[]) ShopotVariant.values()), Stream.of(1L, 2L));
    }

    /** A request to the webhook; {@code callbackId} may be null. */
    private HttpRequest post(String query, String callbackId, String contentType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + query))
                .header("Content-Type", contentType)
                .timeout(Duration.ofSeconds(60))
                .POST(body);
        if (callbackId != null) {
            request.header("X-Callback-ID", callbackId);
        }
        return request.build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private void play(Object variant) {
        if (variant instanceof ShopotVariant named) {
            shopot.variant(named);
        } else {
            shopot.mixedVariants((Long) variant);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void theRouteReceivesTheTranscriptOfASubmittedRecording(Object variant) throws Exception {
        play(variant);
        Exchange submitted = template.request("shopot:submit?callbackUrl=" + address, exchange -> {
            exchange.getMessage().setBody(Recordings.wav(2));
            exchange.getMessage().setHeader(ShopotConstants.CALLBACK_ID, "тест123");
        });
        assertThat(submitted.getException()).isNull();
        String jobId = submitted.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);

        Exchange received = route.next();

        assertThat(received.getMessage().getBody(Transcript.class).segments()).hasSize(2);
        assertThat(received.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo(jobId);
        assertThat(received.getMessage().getHeader(ShopotConstants.CALLBACK_ID)).isEqualTo("тест123");
        assertThat(received.getProperty("thread", String.class)).contains("shopot-webhook");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !shopot.callbacks().of(jobId).isEmpty());
        assertThat(shopot.callbacks().of(jobId))
                .extracting(ShopotDelivery::answerStatus)
                .containsExactly(200);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aCallbackEndsTheWait(Object variant) {
        play(variant);
        Transcript transcript = template.requestBody(
                "shopot:transcribe?initialDelay=1h&maxPollInterval=1h&callbackUrl=" + address,
                Recordings.wav(1),
                Transcript.class);

        assertThat(transcript.segments()).hasSize(1);
        assertThat(route.isEmpty()).isTrue();
    }

    @Test
    void aForgedCallbackIsRefused() throws Exception {
        HttpResponse<String> answer = callBack("order 7", "1");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of(401, "", "order 7", "application/json", 100_000_000),
                Arguments.of(401, "", null, "multipart/form-data; boundary=x", 1_000),
                Arguments.of(401, "", null, "application/x-www-form-urlencoded", 1_000),
                Arguments.of(401, "?Content-Length=abc", null, "application/json", 1_000),
                Arguments.of(400, "?X-Callback-ID=order", null, "application/json", 1_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theAnswerToAForeignPostIsAStatusWithoutABody(
            int status, String query, String callbackId, String contentType, int length) throws Exception {
        HttpResponse<String> answer =
                send(post(query, callbackId, contentType, BodyPublishers.ofInputStream(() -> new Zeros(length))));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                        Arguments.of(1, 100_000_000, null, List.of(413)),
                        Arguments.of(30, 15_000_000, null, List.of(413, 503)),
                        Arguments.of(30, 15_000_000, "order 7", List.of(401)))
                .limit(TestSize.of(2, 3));
    }

    /** This JVM has a heap of 160 MB, of which the application, the test and its client use half. */
    @ParameterizedTest
    @MethodSource("floods")
    void validCallbacksAreAcceptedDuringLargePosts(int posts, int length, String callbackId, List<Integer> expected)
            throws Exception {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(170_000_000);
        String signed = signedCallbackId();
        assertThat(callBack(signed, "before").statusCode()).isEqualTo(200);
        HttpRequest large =
                post("", callbackId, "application/json", BodyPublishers.ofInputStream(() -> new Zeros(length)));
        HttpClient flooder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long begun = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                        () -> flooder.sendAsync(large, BodyHandlers.ofString()))
                .limit(posts)
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));

        long slowest = 0;
        for (int i = 0; i < 10 || !all.isDone(); i++) {
            long posted = System.nanoTime();
            assertThat(callBack(signed, posts + "-" + callbackId + "-" + i).statusCode())
                    .isEqualTo(200);
            slowest = Math.max(slowest, System.nanoTime() - posted);
        }

        System.out.printf(
                "%d posts of %d MB with the id %s: all answered within %d ms, good callbacks within %d ms%n",
                posts, length / 1_000_000, callbackId, (System.nanoTime() - begun) / 1_000_000, slowest / 1_000_000);
        assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(20));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.get().statusCode()).isIn(expected);
            assertThat(answer.get().body()).isEmpty();
        });
        assertThat(answers)
                .anySatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(expected.get(0)));
        route.forget();
    }

    /** A callback id that is signed with the secret of the application. */
    private String signedCallbackId() throws Exception {
        shopot.requests().clear();
        template.requestBody("shopot:submit?callbackUrl=" + address, Recordings.wav(1));
        assertThat(route.next()).isNotNull();
        return shopot.requests().of(ShopotCall.SUBMIT).get(0).fields().get("callback_id");
    }

    private HttpResponse<String> callBack(String callbackId, String jobId) throws Exception {
        String body = "{\"id\":\"" + jobId + "\",\"output\":\"text\"}";
        return send(post("", callbackId, "application/json", BodyPublishers.ofString(body)));
    }

    /** A number of zero bytes. */
    private static final class Zeros extends InputStream {

        private int left;

        Zeros(int length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
