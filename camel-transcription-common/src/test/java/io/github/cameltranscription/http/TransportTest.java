/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A transport whose threads die, whose callers' code fails, or whose other hosts hang. */
class TransportTest extends HttpTest {

    private static final String ANSWER = "{\"id\":\"job-1\"}";

    private HttpTransport transport(RawServer server) {
        return pool.acquire(settings(server.url(), LONG, LONG, 2, 2));
    }

    @Override
    ProviderClient client(RawServer server) {
        return client(transport(server), server.url());
    }

    @Test
    void aTransportWhoseThreadsHaveDiedIsReplacedAndWhatWasUnderWayEnds() {
        Set<Thread> before = dispatchThreads();
        try (RawServer server = new RawServer(RawServer.Connection::hang, RawServer.answers(200, ANSWER))) {
            ProviderClient client = client(server);
            CompletionStage<HttpAnswer> underWay = client.send(STATUS);
            Awaitility.await().until(() -> !server.connections().isEmpty());

            dispatchThreads().stream()
                    .filter(thread -> !before.contains(thread))
                    .forEach(Thread::interrupt);

            failureOf(underWay);
            Awaitility.await().untilAsserted(() -> {
                List<CompletionStage<HttpAnswer>> answers = IntStream.range(0, 20)
                        .mapToObj(i -> client.send(STATUS))
                        .toList();
                assertThat(answers).allSatisfy(HttpTest::valueOf);
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

    private static <T> T broken() {
        throw new NoSuchMethodError("a seam");
    }

    private List<Seam> seams() {
        RequestAuthorization explained = new RequestAuthorization() {
            @Override
            public Map<String, String> headers() {
                return Map.of();
            }

            @Override
            public boolean isCorrectedBy(ResponseHead refusal) {
                return broken();
            }
        };
        InputStream closed = new ByteArrayInputStream(new byte[10]) {
            @Override
            public void close() {
                broken();
            }
        };
        InputStream read = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() {
                return left-- == 0 ? broken() : 'x';
            }
        };
        return List.of(
                new Seam(
                        "the answer to a question is read",
                        200,
                        Map::of,
                        client -> client.send(STATUS, text -> broken())),
                new Seam(
                        "the answer to a submission is read",
                        200,
                        Map::of,
                        client -> client.submit(LINK_SUBMISSION, text -> broken())),
                new Seam("a request is authorized", 200, TransportTest::broken, client -> client.send(STATUS)),
                new Seam(
                        "an upload is authorized",
                        200,
                        TransportTest::broken,
                        client -> client.upload(SUBMISSION, form(), LONG)),
                new Seam("a refusal is explained", 401, explained, client -> client.send(STATUS)),
                new Seam(
                        "a recording is closed", 200, Map::of, client -> client.upload(SUBMISSION, form(closed), LONG)),
                new Seam("a recording is read", 200, Map::of, client -> client.upload(SUBMISSION, form(read), LONG)));
    }

    @Test
    void anErrorAtASeamEndsTheRequestAndNothingElse() {
        for (Seam seam : seams()) {
            try (RawServer server = RawServer.answering(seam.status, ANSWER);
                    RawServer good = RawServer.answering(200, ANSWER)) {
                HttpTransport transport = transport(server);
                ProviderClient client = client(transport, server.url(), seam.authorization);

                assertThat(seam.request.apply(client).toCompletableFuture())
                        .as(seam.name)
                        .failsWithin(LONG)
                        .withThrowableOfType(ExecutionException.class);
                ProviderClient next = client(transport, good.url());
                for (int i = 0; i < 5; i++) {
                    valueOf(next.send(STATUS));
                    valueOf(next.upload(SUBMISSION, form(), LONG));
                }
            }
        }
    }

    @Test
    void aHangingInstallationHoldsUpNoOther() throws IOException {
        try (RawServer hanging = new RawServer(RawServer.Connection::hang);
                RawServer healthy = RawServer.answering(200, ANSWER)) {
            ProviderClient first = client(hanging);
            List<CompletionStage<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                waiting.add(first.send(STATUS));
                waiting.add(first.download(STATUS));
                waiting.add(first.upload(SUBMISSION, form(), LONG));
            }
            Awaitility.await().until(() -> hanging.connections().size() == 6);

            ProviderClient second = client(healthy);
            valueOf(second.send(STATUS));
            valueOf(second.upload(SUBMISSION, form(), LONG));
            valueOf(second.download(STATUS)).close();
            assertThat(waiting).noneMatch(stage -> stage.toCompletableFuture().isDone());
        }
    }

    @Test
    void aHangingHostOfResultsHoldsUpNeitherPollsNorUploads() {
        try (RawServer hanging = new RawServer(RawServer.Connection::hang);
                RawServer healthy = RawServer.answering(200, ANSWER)) {
            HttpTransport transport = transport(healthy);
            ProviderClient files = client(transport, hanging.url());
            List<CompletionStage<?>> waiting = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                waiting.add(files.send(STATUS));
                waiting.add(files.download(STATUS));
            }
            Awaitility.await().until(() -> hanging.connections().size() == 4);

            ProviderClient api = client(transport, healthy.url());
            valueOf(api.send(STATUS));
            valueOf(api.upload(SUBMISSION, form(), LONG));
            assertThat(waiting).noneMatch(stage -> stage.toCompletableFuture().isDone());
        }
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

            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(most).hasValue(2);
        } finally {
            anyNumber.shutdownNow();
        }
    }

    @Test
    void aThreadThatCouldNotBeStartedKeepsNoPlaceAndNothingWasSent() {
        AtomicInteger attempts = new AtomicInteger();
        BoundedExecutor bounded = new BoundedExecutor(
                task -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    task.run();
                },
                1);

        assertThat(failureOf(bounded.submit(() -> "sent")))
                .isInstanceOf(NoAnswerException.class)
                .matches(failure -> ((NoAnswerException) failure).isNeverSent());
        assertThat(bounded.submit(() -> "sent")).isCompletedWithValue("sent");
    }

    @Test
    void uploadsThatHangNeverKeepAPollFromItsAnswer() {
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
                uploads.add(transport.upload(post(server.url(), null), form(), LONG));
            }
            int most = settings(LONG).maxConcurrentUploads();
            Awaitility.await().until(() -> server.requests().size() == most);

            for (int i = 0; i < 50; i++) {
                assertThat(valueOf(transport.send(get(server.url()))).status()).isEqualTo(200);
            }

            assertThat(server.requests())
                    .filteredOn(head -> head.startsWith("POST"))
                    .as("no more at once than maxConcurrentUploads")
                    .hasSize(most);
            assertThat(uploads).noneMatch(upload -> upload.toCompletableFuture().isDone());
            uploadsMayEnd.countDown();
        }
    }

    @Test
    void unreadDownloadsTakeNoConnectionFromUploads() {
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

            HttpAnswer answer = valueOf(transport.upload(post(server.url(), null), form(), LONG));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(open).hasSize(5);
        }
    }
}
