/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to a transport beside its requests: threads die, code fails, another installation hangs. */
class TransportTest extends HttpTest {

    private static final ApiRequest STATUS = ApiRequest.get("status", "job-1", "/jobs/{jobId}");

    private static final ApiRequest SUBMISSION = ApiRequest.post("submit", null, "/jobs");

    private static HttpSettings at(String baseUrl) {
        return new HttpSettings(baseUrl, LONG, LONG, 2, 2, null, null, 0, null, null, AnswerLimits.DEFAULT, false);
    }

    @Test
    void aTransportWhoseThreadsHaveDiedIsReplacedAndWhatWasUnderWayEnds() throws IOException {
        Set<Thread> before = dispatchThreads();
        try (RawServer server = new RawServer(RawServer.Connection::hang, connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(200, "{}");
            }
        })) {
            ProviderClient client = client(pool.acquire(at(server.url())), server.url());
            CompletionStage<HttpAnswer> underWay = client.send(STATUS);
            Awaitility.await().until(() -> !server.connections().isEmpty());

            dispatchThreads().stream()
                    .filter(thread -> !before.contains(thread))
                    .forEach(Thread::interrupt);

            Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> underWay.toCompletableFuture()
                    .isCompletedExceptionally());
            Awaitility.await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
                List<CompletionStage<HttpAnswer>> answers = IntStream.range(0, 20)
                        .mapToObj(i -> client.send(STATUS))
                        .toList();
                assertThat(answers).allSatisfy(answer -> assertThat(answer.toCompletableFuture())
                        .succeedsWithin(Duration.ofSeconds(8)));
            });
        }
    }

    private static Set<Thread> dispatchThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("httpclient-dispatch"))
                .collect(Collectors.toSet());
    }

    private record Seam(
            String name,
            int status,
            RequestAuthorization authorization,
            Function<ProviderClient, CompletionStage<?>> request) {}

    private static RuntimeException broken() {
        throw new NoSuchMethodError("a seam");
    }

    Stream<Seam> seams() {
        return Stream.of(
                new Seam(
                        "the answer to a question is read",
                        200,
                        Map::of,
                        client -> client.send(STATUS, text -> {
                            throw broken();
                        })),
                new Seam(
                        "the answer to a submission is read",
                        200,
                        Map::of,
                        client -> client.submit(SUBMISSION.withBody(RequestBody.json(Map.of())), text -> {
                            throw broken();
                        })),
                new Seam(
                        "a request is authorized",
                        200,
                        () -> {
                            throw broken();
                        },
                        client -> client.send(STATUS)),
                new Seam(
                        "an upload is authorized",
                        200,
                        () -> {
                            throw broken();
                        },
                        client -> client.upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG)),
                new Seam(
                        "a refusal is explained",
                        401,
                        new RequestAuthorization() {
                            @Override
                            public Map<String, String> headers() {
                                return Map.of();
                            }

                            @Override
                            public boolean isCorrectedBy(ResponseHead refusal) {
                                throw broken();
                            }
                        },
                        client -> client.send(STATUS)),
                new Seam(
                        "a recording is closed",
                        200,
                        Map::of,
                        client -> client.upload(
                                SUBMISSION,
                                form(
                                        new ByteArrayInputStream(new byte[10]) {
                                            @Override
                                            public void close() {
                                                throw broken();
                                            }
                                        },
                                        "a.mp3"),
                                LONG)),
                new Seam(
                        "a recording is read",
                        200,
                        Map::of,
                        client -> client.upload(
                                SUBMISSION,
                                form(
                                        new InputStream() {
                                            private int left = 100_000;

                                            @Override
                                            public int read() {
                                                if (left-- == 0) {
                                                    throw broken();
                                                }
                                                return 'x';
                                            }
                                        },
                                        "a.mp3"),
                                LONG)));
    }

    @Test
    void anErrorAtASeamEndsTheRequestAndNothingElse() throws IOException {
        for (Seam seam : seams().toList()) {
            try (RawServer server = RawServer.answering(seam.status, "{\"id\":\"job-1\"}");
                    RawServer good = RawServer.answering(200, "{\"id\":\"job-1\"}")) {
                HttpTransport transport = pool.acquire(at(server.url()));
                ProviderClient client = new ProviderClient(
                        "cloud",
                        server.url(),
                        transport,
                        seam.authorization,
                        new VerdictTable("cloud", Set.of("detail")),
                        new SecretMask(SECRET));

                assertThat(seam.request.apply(client).toCompletableFuture())
                        .as(seam.name)
                        .failsWithin(Duration.ofSeconds(8));
                ProviderClient next = client(transport, good.url());
                for (int i = 0; i < 5; i++) {
                    valueOf(next.send(STATUS));
                    valueOf(next.upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG));
                }
            }
        }
    }

    @Test
    void aHangingInstallationHoldsUpNoOther() throws IOException {
        try (RawServer hanging = new RawServer(RawServer.Connection::hang);
                RawServer healthy = RawServer.answering(200, "{\"id\":\"job-1\"}")) {
            ProviderClient first = client(pool.acquire(at(hanging.url())), hanging.url());
            for (int i = 0; i < 10; i++) {
                first.send(STATUS);
                first.download(STATUS);
                first.upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG);
            }
            Awaitility.await().until(() -> hanging.connections().size() == 6);

            ProviderClient second = client(pool.acquire(at(healthy.url())), healthy.url());
            assertAnswers(second.send(STATUS));
            assertAnswers(second.upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG));
            assertAnswers(second.download(STATUS));
        }
    }

    @Test
    void aHangingHostOfResultsHoldsUpNeitherPollsNorUploads() throws IOException {
        try (RawServer hanging = new RawServer(RawServer.Connection::hang);
                RawServer healthy = RawServer.answering(200, "{\"id\":\"job-1\"}")) {
            HttpTransport transport = pool.acquire(at(healthy.url()));
            ProviderClient files = client(transport, hanging.url());
            for (int i = 0; i < 10; i++) {
                files.send(STATUS);
                files.download(STATUS);
            }
            Awaitility.await().until(() -> hanging.connections().size() == 4);

            ProviderClient api = client(transport, healthy.url());
            assertAnswers(api.send(STATUS));
            assertAnswers(api.upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG));
        }
    }

    private static void assertAnswers(CompletionStage<?> stage) {
        assertThat(stage.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void uploadsAreBoundedWhereThreadsAreNot() throws Exception {
        ExecutorService anyNumber = Executors.newCachedThreadPool();
        try {
            BoundedExecutor bounded = new BoundedExecutor(anyNumber, 2);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            CountDownLatch ended = new CountDownLatch(40);
            CompletableFuture<Void> go = new CompletableFuture<>();
            for (int i = 0; i < 40; i++) {
                bounded.execute(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    go.join();
                    running.decrementAndGet();
                    ended.countDown();
                });
            }
            Awaitility.await().until(() -> running.get() == 2);
            go.complete(null);

            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(most).hasValue(2);
        } finally {
            anyNumber.shutdownNow();
        }
    }

    @Test
    void uploadsThatHangNeverKeepAPollFromItsAnswer() throws IOException {
        CountDownLatch uploadsMayEnd = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            while (true) {
                String head = connection.readHead();
                if (head.startsWith("POST")) {
                    uploadsMayEnd.await();
                    return;
                }
                connection.answer(200, "{\"status\":\"pending\"}");
            }
        })) {
            HttpTransport transport = transport();
            List<CompletionStage<HttpAnswer>> uploads = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                uploads.add(transport.upload(post(server.url(), null), form(new byte[10], "a.mp3"), LONG));
            }
            Awaitility.await()
                    .until(() -> server.requests().size() == settings(LONG).maxConcurrentUploads());

            for (int i = 0; i < 50; i++) {
                assertThat(valueOf(transport.send(get(server.url()))).status()).isEqualTo(200);
            }

            assertThat(server.requests().stream().filter(head -> head.startsWith("POST")))
                    .as("no more at once than maxConcurrentUploads")
                    .hasSize(settings(LONG).maxConcurrentUploads());
            assertThat(uploads).noneMatch(upload -> upload.toCompletableFuture().isDone());
            uploadsMayEnd.countDown();
        }
    }

    @Test
    void downloadsThatNobodyReadsKeepNoUploadFromItsConnection() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            while (true) {
                String head = connection.readHead();
                if (head.startsWith("POST")) {
                    connection.answer(200, "{}");
                    return;
                }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nbeginning");
            }
        })) {
            HttpTransport transport = transport();
            List<StreamedAnswer> open = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                open.add(valueOf(transport.download(get(server.url()))));
            }

            HttpAnswer answer = valueOf(transport.upload(post(server.url(), null), form(new byte[10], "a.mp3"), LONG));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(open).hasSize(5);
        }
    }
}
