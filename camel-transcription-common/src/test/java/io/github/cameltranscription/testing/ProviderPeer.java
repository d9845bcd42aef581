/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A provider in small, for contracts: it takes recordings, and gives for each an id, a status and a transcript, in the
 * words of {@link ProviderContract}. Trouble is ordered for the next requests of a kind.
 */
public final class ProviderPeer implements AutoCloseable {

    /** What a gateway says in place of the provider. */
    public static final String GATEWAY_PAGE = "<html><body>Gateway</body></html>";

    /** What a request is for. */
    public enum Call {
        /** A recording is sent, or a link to one. */
        SUBMISSION,
        /** A job is asked about. */
        POLL,
        /** Something else. */
        OTHER
    }

    /** What becomes of a request in place of a good answer. */
    private enum Effect {
        ANSWER,
        CUT,
        CUT_AFTER_TAKING,
        CUT_IN_ANSWER,
        HANG
    }

    /**
     * What a request meets in place of a good answer.
     *
     * @param body made of the request's headers; {@code null} for the provider's own error
     */
    public record Trouble(
            Effect effect, int status, Function<Headers, String> body, String contentType, String retryAfter) {

        /** The provider's own error. */
        public static Trouble status(int status) {
            return new Trouble(Effect.ANSWER, status, null, JSON, null);
        }

        /** A page that a gateway gives in place of the provider. */
        public static Trouble page(int status) {
            return new Trouble(Effect.ANSWER, status, request -> GATEWAY_PAGE, "text/html", null);
        }

        /** This answer. */
        public static Trouble json(int status, String body) {
            return new Trouble(Effect.ANSWER, status, request -> body, JSON, null);
        }

        /** An answer that is made of the request's headers. */
        public static Trouble echo(int status, Function<Headers, String> body) {
            return new Trouble(Effect.ANSWER, status, body, JSON, null);
        }

        /** The connection breaks before the request is taken. */
        public static Trouble cut() {
            return new Trouble(Effect.CUT, 0, null, null, null);
        }

        /** The connection breaks after the request is taken. */
        public static Trouble lostAnswer() {
            return new Trouble(Effect.CUT_AFTER_TAKING, 0, null, null, null);
        }

        /** The connection breaks in the middle of the answer. */
        public static Trouble cutInAnswer() {
            return new Trouble(Effect.CUT_IN_ANSWER, 200, null, JSON, null);
        }

        /** No answer comes. */
        public static Trouble hang() {
            return new Trouble(Effect.HANG, 0, null, null, null);
        }

        /** The same, and when to ask again. */
        public Trouble retryAfter(Duration delay) {
            return new Trouble(effect, status, body, contentType, String.valueOf(delay.toSeconds()));
        }
    }

    private static final String JSON = "application/json";
    private static final Trouble GOOD = Trouble.status(200);

    private final ProviderFixture provider;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Call, ConcurrentLinkedQueue<Trouble>> next = new EnumMap<>(Call.class);
    private final Map<Call, Trouble> always = new ConcurrentHashMap<>();
    private final List<Below> below = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> polls = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final Semaphore hanging = new Semaphore(0);

    ProviderPeer(ProviderFixture provider) throws IOException {
        this.provider = provider;
        for (Call call : Call.values()) {
            next.put(call, new ConcurrentLinkedQueue<>());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the next request of this kind meets. */
    public void next(Call call, Trouble... troubles) {
        next.get(call).addAll(List.of(troubles));
    }

    /** The next request of this kind that nothing is ordered for yet is answered well. */
    public void nextIsGood(Call call) {
        next.get(call).add(GOOD);
    }

    /** What all requests of this kind meet, unless something is ordered for the next one. */
    public void always(Call call, Trouble trouble) {
        always.put(call, trouble);
    }

    /** What the requests of this kind below this path meet; {@code null} is any kind. */
    public void below(String path, Call call, Trouble trouble) {
        below.add(new Below(path, call, trouble));
    }

    private record Below(String path, Call call, Trouble trouble) {}

    /** No trouble is ordered any more. */
    public void clear() {
        next.values().forEach(ConcurrentLinkedQueue::clear);
        always.clear();
        below.clear();
    }

    /** How many requests of this kind have come. */
    public int count(Call call) {
        return (int) calls.stream().filter(call::equals).count();
    }

    /** How many recordings were taken. */
    public int jobs() {
        return polls.size();
    }

    /** The values of these headers in all requests that have come, without a scheme such as Bearer. */
    Set<String> values(Set<String> headers) {
        Set<String> values = new HashSet<>();
        for (Headers request : requests) {
            for (String header : headers) {
                String value = request.getFirst(header);
                if (value != null) {
                    values.add(value.substring(value.lastIndexOf(' ') + 1));
                }
            }
        }
        return values;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            Call call = provider.callOf(exchange.getRequestMethod(), path);
            calls.add(call);
            requests.add(exchange.getRequestHeaders());
            answer(exchange, call, path, trouble(call, path));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private Trouble trouble(Call call, String path) {
        for (Below each : below) {
            if (path.startsWith(each.path() + "/") && (each.call() == null || each.call() == call)) {
                return each.trouble();
            }
        }
        Trouble trouble = next.get(call).poll();
        return trouble == null ? always.get(call) : trouble;
    }

    private void answer(HttpExchange exchange, Call call, String path, Trouble trouble)
            throws IOException, InterruptedException {
        if (trouble == null || trouble == GOOD) {
            send(exchange, 200, JSON, null, good(call, path), false);
            return;
        }
        switch (trouble.effect()) {
            case ANSWER ->
                send(
                        exchange,
                        trouble.status(),
                        trouble.contentType(),
                        trouble.retryAfter(),
                        trouble.body() == null
                                ? provider.error("refused with " + trouble.status())
                                : trouble.body().apply(exchange.getRequestHeaders()),
                        false);
            case CUT_AFTER_TAKING -> good(call, path);
            case CUT_IN_ANSWER -> send(exchange, 200, JSON, null, good(call, path), true);
            case HANG -> hanging.acquire();
            case CUT -> {
                // Closing without an answer breaks the connection.
            }
        }
    }

    private String good(Call call, String path) {
        switch (call) {
            case SUBMISSION -> {
                String id = "job-" + (polls.size() + 1) + "-" + System.nanoTime();
                polls.put(id, new AtomicInteger());
                return provider.submitted(id);
            }
            case POLL -> {
                String id = path.substring(path.lastIndexOf('/') + 1);
                AtomicInteger asked = polls.get(id);
                if (asked == null) {
                    return null;
                }
                return asked.getAndIncrement() == 0 ? provider.pending(id) : provider.done(id, url());
            }
            default -> {
                return provider.other(path);
            }
        }
    }

    private void send(
            HttpExchange exchange, int status, String contentType, String retryAfter, String body, boolean cut)
            throws IOException {
        byte[] bytes = (body == null ? provider.error("not found") : body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(body == null ? 404 : status, bytes.length);
        exchange.getResponseBody().write(bytes, 0, cut ? bytes.length / 2 : bytes.length);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        hanging.release(1_000);
        server.stop(0);
        threads.shutdownNow();
    }
}
