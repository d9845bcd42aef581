/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildCommands;

/**
 * A stand-in for Palatine: accepts every submission and answers "pending" until the parent finishes the jobs. The parent can
 * also make it fail, refuse connections and limit submissions.
 */
final class PollServer {

    private static final Buffer PENDING = Buffer.buffer("{\"id\":\"ea7040ab-edbf-407f-9123-dc8033185a08\","
            + "\"created_at\":\"2025-08-26T20:47:17.856937Z\",\"data\":null,\"status\":\"pending\",\"error\":null}");

    private static final Buffer DONE = Buffer.buffer("{\"id\":\"ea7040ab-edbf-407f-9123-dc8033185a08\","
            + "\"created_at\":\"2025-08-26T20:47:17.856937Z\",\"data\":{\"duration\":1,\"language\":\"ru\","
            + "\"text\":\"Да.\",\"segments\":[{\"id\":1,\"start\":0,\"end\":1,\"text\":\"Да.\"}],\"words\":null},"
            + "\"status\":\"success\",\"error\":null}");

    private static final Buffer RELEASED = Buffer.buffer("{\"status\":\"done\"}");
    private static final String RELEASE = "/task_done/";
    private static final int REFUSED_COUNT_MILLIS = 100;

    static final String REQUESTS = "requests";
    static final String UPLOADS = "uploads";
    static final String TAKEN = "taken";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    /** One event loop for everything, so that the book needs no locks. */
    private final Context eventLoop = vertx.getOrCreateContext();

    private final PollIntervals intervals;
    private final long answerDelayMillis;
    private final int jobs;
    private final RequestsPerSecond requests = new RequestsPerSecond();
    private final RequestsPerSecond uploads = new RequestsPerSecond();
    private final RequestsPerSecond taken = new RequestsPerSecond();
    private final RefusedConnections refused = new RefusedConnections();
    private final SubmissionLimit limit = new SubmissionLimit();
    private final List<HttpServerRequest> held = new ArrayList<>();
    private boolean holding;
    private int submitted;
    private int retryAfterSeconds;
    private long countedSince;
    private long lastTaken;
    private boolean failing;
    private Buffer status = PENDING;
    private HttpServer server;
    private int port;
    private Long refusedTimer;

    private PollServer(int jobs, long answerDelayMillis) {
        this.jobs = jobs;
        this.intervals = new PollIntervals(jobs);
        this.answerDelayMillis = answerDelayMillis;
    }

    /**
     * Serves a parent.
     *
     * @param arguments how many jobs there are, and how many milliseconds an answer takes
     */
    public static void main(String[] arguments) throws IOException {
        PollServer server = new PollServer(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
        new ChildCommands()
                .on("listen", nothing -> server.listen())
                .on("count", nothing -> server.onEventLoop(server::count))
                .on("fail", () -> server.onEventLoop(() -> server.failing = true))
                .on("refuse", server::refuse)
                .on("recover", server::recover)
                .on("finish", () -> server.onEventLoop(() -> server.status = DONE))
                .on("limit", limits -> server.onEventLoop(() -> server.limit(limits.split(" "))))
                .on("hold", () -> server.onEventLoop(() -> server.holding = true))
                .on("answer", count -> server.answerHeld(Integer.parseInt(count)))
                .on("begin", () -> server.onEventLoop(() -> server.intervals.begin(System.nanoTime())))
                .on("end", nothing -> server.onEventLoop(() -> server.intervals.end(System.nanoTime())))
                .serve();
    }

    private Answer listen() throws Exception {
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        eventLoop.runOnContext(nothing -> vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(port, "127.0.0.1")
                .onSuccess(listening::complete)
                .onFailure(listening::completeExceptionally));
        server = listening.get();
        port = server.actualPort();
        return Answer.of("port", port);
    }

    /** Ends the series of requests per second and begins the next. */
    private Answer count() {
        long now = System.nanoTime();
        Answer counted = Answer.of("seconds", (now - countedSince) / 1e9)
                .and("lastTaken", (lastTaken - countedSince) / 1e9)
                .withNotes(List.of(
                        requests.toNote(REQUESTS, now), uploads.toNote(UPLOADS, now), taken.toNote(TAKEN, now)));
        countedSince = now;
        requests.begin(now);
        uploads.begin(now);
        taken.begin(now);
        return counted;
    }

    /** Closes the port and all connections. */
    private void refuse() throws InterruptedException, ExecutionException {
        refused.more();
        server.close().toCompletionStage().toCompletableFuture().get();
        onEventLoop(() -> {
            refusedTimer =
                    vertx.setPeriodic(REFUSED_COUNT_MILLIS, timer -> requests.add(refused.more(), System.nanoTime()));
        });
    }

    private void recover() throws Exception {
        if (refusedTimer != null) {
            vertx.cancelTimer(refusedTimer);
            listen();
        } else {
            onEventLoop(() -> failing = false);
        }
    }

    /** The accepted submissions a second, and the seconds of Retry-After in other answers, or 0 for none. */
    private Answer limit(String[] limits) {
        limit.limitTo(Integer.parseInt(limits[0]));
        retryAfterSeconds = Integer.parseInt(limits[1]);
        return Answer.done();
    }

    /** Answers the held requests as soon as there are enough, each on its own connection. */
    private Answer answerHeld(int count) throws InterruptedException, ExecutionException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (onEventLoop(() -> Answer.of("held", held.size())).figure("held") < count) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("there are not " + count + " requests at once");
            }
            Thread.sleep(10);
        }
        return onEventLoop(() -> {
            holding = false;
            held.forEach(request -> answer(request, status));
            held.clear();
            return Answer.done();
        });
    }

    private void onEventLoop(Runnable action) throws InterruptedException, ExecutionException {
        onEventLoop(() -> {
            action.run();
            return Answer.done();
        });
    }

    private Answer onEventLoop(Supplier<Answer> action) throws InterruptedException, ExecutionException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        eventLoop.runOnContext(nothing -> answer.complete(action.get()));
        return answer.get();
    }

    private void handle(HttpServerRequest request) {
        requests.add(1, System.nanoTime());
        if (failing) {
            request.response()
                    .setStatusCode(502)
                    .putHeader("Content-Type", "text/html")
                    .end("<html><body><h1>502 Bad Gateway</h1></body></html>");
            return;
        }
        if (request.path().contains(RELEASE)) {
            answer(request, RELEASED);
            return;
        }
        if (request.method() == HttpMethod.POST) {
            request.endHandler(received -> answerSubmission(request, System.nanoTime()));
            return;
        }
        intervals.poll(number(request.path()), System.nanoTime());
        if (holding) {
            held.add(request);
        } else if (answerDelayMillis == 0) {
            answer(request, status);
        } else {
            vertx.setTimer(answerDelayMillis, timer -> answer(request, status));
        }
    }

    private void answerSubmission(HttpServerRequest request, long now) {
        uploads.add(1, now);
        if (limit.take(now)) {
            taken.add(1, now);
            lastTaken = now;
            answer(
                    request,
                    Buffer.buffer(
                            "{\"status\":\"scheduled\",\"task_id\":\"" + PolledJobs.id(submitted++ % jobs) + "\"}"));
            return;
        }
        request.response().setStatusCode(429);
        if (retryAfterSeconds > 0) {
            request.response().putHeader("Retry-After", "" + retryAfterSeconds);
        }
        answer(request, Buffer.buffer("{\"detail\":\"Too many requests\"}"));
    }

    private static int number(String path) {
        return Integer.parseInt(path, path.lastIndexOf('-') + 1, path.length(), 10);
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        request.response().putHeader("Content-Type", "application/json").end(body);
    }
}
