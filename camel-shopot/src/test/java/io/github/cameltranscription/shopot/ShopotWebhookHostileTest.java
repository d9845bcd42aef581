/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.shopot.ShopotCallbackId.Purpose;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large and odd posts to a server with a heap of 128 MB; good callbacks beside them are answered in time. The server is a
 * process of its own, because its heap is small.
 */
@Tag("server")
class ShopotWebhookHostileTest {

    private static final int MEGABYTE = 1_000_000;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HttpClient CLOUD = HttpClient.newHttpClient();
    private static final AtomicInteger JOBS = new AtomicInteger();
    private static final ConcurrentLinkedQueue<String> OUTPUT = new ConcurrentLinkedQueue<>();

    private static Process server;
    private static String address;

    @BeforeAll
    static void startServer() throws Exception {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebhookServer.class.getName())
                .redirectErrorStream(true)
                .start();
        CompletableFuture<String> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    OUTPUT.add(line);
                    if (line.startsWith(WebhookServer.PORT)) {
                        port.complete(line.substring(WebhookServer.PORT.length()));
                    }
                }
            } catch (java.io.IOException closed) {
                // The process has ended.
            }
            port.completeExceptionally(new IllegalStateException(String.join("\n", OUTPUT)));
        });
        reader.setDaemon(true);
        reader.start();
        address = "http://127.0.0.1:" + port.get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stopServer() {
        server.toHandle().destroyForcibly();
    }

    static Stream<Arguments> floods() {
        return Stream.of(WebhookServer.OWN, WebhookServer.CAMELS)
                .flatMap(path -> Stream.of(
                        // What is refused by its headers is refused at once; else the limit decides.
                        Arguments.of(path, 1, 100, null, true, List.of(413)),
                        Arguments.of(path, 1, 100, null, false, List.of(413)),
                        Arguments.of(path, 1, 100, "order 7", true, List.of(401)),
                        Arguments.of(path, 1, 100, signed(), true, List.of(413)),
                        Arguments.of(path, 30, 15, null, true, List.of(413, 503)),
                        Arguments.of(path, 30, 15, null, false, List.of(413)),
                        Arguments.of(path, 30, 15, "order 7", true, List.of(401)),
                        Arguments.of(path, 30, 15, signed(), true, List.of(413, 503)),
                        Arguments.of(path, 30, 7, null, true, List.of(401, 503)),
                        Arguments.of(path, 30, 7, signed(), true, List.of(200, 503))));
    }

    @ParameterizedTest(name = "{0}: {1} of {2} MB, {3}, chunked {4}")
    @MethodSource("floods")
    void largePostsAreAnsweredAndGoodCallbacksGoThrough(
            String path, int posts, int megabytes, String callbackId, boolean chunked, List<Integer> expected)
            throws Exception {
        HttpClient stranger =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, posts)
                .mapToObj(post -> stranger.sendAsync(
                        request(path, callbackId, large(megabytes, chunked)), BodyHandlers.ofString()))
                .toList();

        assertGoodCallbacksUntil(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));

        List<Integer> statuses = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
            assertThat(response.body()).isEmpty();
            statuses.add(response.statusCode());
        }
        assertThat(statuses).isSubsetOf(expected).contains(expected.get(0));
        assertHealthy();
    }

    @ParameterizedTest
    @ValueSource(strings = {WebhookServer.OWN, WebhookServer.CAMELS})
    void anUpgradeToHttp2HidesNothing(String path) throws Exception {
        HttpClient stranger =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        CompletableFuture<HttpResponse<String>> answer =
                stranger.sendAsync(request(path, null, large(100, true)), BodyHandlers.ofString());

        assertGoodCallbacksUntil(answer);

        assertThat(answer.handle((response, thrown) -> response == null ? 413 : response.statusCode())
                        .get())
                .isEqualTo(413);
        assertHealthy();
    }

    static Stream<Arguments> oddRequests() {
        String good = signed();
        return Stream.of(WebhookServer.OWN, WebhookServer.CAMELS)
                .flatMap(path -> Stream.of(
                        Arguments.of(path + "?Content-Length=abc", null, "application/json", 401),
                        Arguments.of(path + "?Content-Length=abc", good, "application/json", 200),
                        Arguments.of(path + "?X-Callback-ID=" + good, null, "application/json", 400),
                        Arguments.of(path + "?x-callback-id=" + good, good, "application/json", 400),
                        Arguments.of(path + "?callback_id=" + good, null, "application/json", 400),
                        Arguments.of(path, null, "multipart/form-data; boundary=x", 401),
                        Arguments.of(path, null, "multipart/form-data", 401),
                        Arguments.of(path, good, "multipart/form-data; boundary=x", 200),
                        Arguments.of(path, null, "application/x-www-form-urlencoded", 401),
                        Arguments.of(path, good, "application/x-www-form-urlencoded", 200),
                        Arguments.of(path, null, "nonsense", 401),
                        Arguments.of(path, null, "application/json; charset=nonsense", 401)));
    }

    @ParameterizedTest(name = "{0} {2} is {3}")
    @MethodSource("oddRequests")
    void oddRequestsAreAnsweredWithAStatusAlone(String path, String callbackId, String contentType, int status)
            throws Exception {
        HttpResponse<String> answer = CLOUD.send(
                HttpRequest.newBuilder(request(path, callbackId, BodyPublishers.ofString(result())), (n, v) -> true)
                        .setHeader("Content-Type", contentType)
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertHealthy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[", "\"", "{\"callback_id\":"})
    void deepAndLongNonsenseIsRefusedToo(String nonsense) throws Exception {
        String body = nonsense.repeat(2 * MEGABYTE / nonsense.length());

        assertThat(post(WebhookServer.OWN, null, body).statusCode()).isEqualTo(401);
        assertThat(post(WebhookServer.OWN, signed(), body).statusCode()).isEqualTo(400);
        assertHealthy();
    }

    @Test
    void aJobIdIsNoPlaceForLineEnds() throws Exception {
        assertThat(post(WebhookServer.OWN, signed(), "{\"id\":\"a\\nb\",\"output\":\"text\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(WebhookServer.OWN, signed(), "{\"id\":\"" + "a".repeat(1000) + "\",\"output\":\"text\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    /** Posts good callbacks until the others have been answered, 20 at least. */
    private static void assertGoodCallbacksUntil(CompletableFuture<?> others) throws Exception {
        OUTPUT.clear();
        int posted = 0;
        while (posted < 20 || !others.isDone()) {
            String path = posted % 2 == 0 ? WebhookServer.OWN : WebhookServer.CAMELS;
            long begun = System.nanoTime();
            assertThat(post(path, signed(), result()).statusCode())
                    .as("good callback %s", posted)
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            posted++;
            try {
                others.get(50, TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.TimeoutException underWay) {
                // The next good callback.
            } catch (ExecutionException seenByTheCaller) {
                // The caller says what it expects.
            }
        }
    }

    private static void assertHealthy() {
        assertThat(server.isAlive()).isTrue();
        assertThat(OUTPUT.stream()
                        .filter(line -> line.contains("Exception")
                                || line.contains("Error")
                                || line.startsWith("\tat ")
                                || line.contains("order 7")
                                || line.contains("DELIVER."))
                        .limit(20))
                .isEmpty();
    }

    private static HttpResponse<String> post(String path, String callbackId, String body) throws Exception {
        return CLOUD.send(request(path, callbackId, BodyPublishers.ofString(body)), BodyHandlers.ofString());
    }

    private static HttpRequest request(String path, String callbackId, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(body);
        return callbackId == null
                ? request.build()
                : request.header("X-Callback-ID", callbackId).build();
    }

    /** A callback whose transcript is as long as that; with a length, it is announced. */
    private static BodyPublisher large(int megabytes, boolean chunked) {
        byte[] head =
                ("{\"id\":\"job-" + JOBS.incrementAndGet() + "\",\"output\":\"слово ").getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[MEGABYTE];
        Arrays.fill(block, (byte) 'a');
        byte[] tail = "\"}".getBytes(StandardCharsets.UTF_8);
        BodyPublisher streamed = BodyPublishers.ofInputStream(() -> {
            List<InputStream> parts = new ArrayList<>();
            parts.add(new ByteArrayInputStream(head));
            for (int i = 0; i < megabytes; i++) {
                parts.add(new ByteArrayInputStream(block));
            }
            parts.add(new ByteArrayInputStream(tail));
            return new java.io.SequenceInputStream(java.util.Collections.enumeration(parts));
        });
        return chunked
                ? streamed
                : BodyPublishers.fromPublisher(streamed, head.length + (long) megabytes * MEGABYTE + tail.length);
    }

    private static String signed() {
        return new ShopotCallbackId(Purpose.DELIVER, null).sign(ShopotWebhookTestSupport.SECRET);
    }

    private static String result() {
        return ShopotWebhookTestSupport.result("job-" + JOBS.incrementAndGet());
    }
}
