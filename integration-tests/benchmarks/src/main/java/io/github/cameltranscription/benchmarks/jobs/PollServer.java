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

/** Palatine as it looks to jobs that are never done: takes whatever is submitted and says "pending" ever after. */
final class PollServer {

    private static final Buffer PENDING = Buffer.buffer("{\"id\":\"ea7040ab-edbf-407f-9123-dc8033185a08\","
            + "\"created_at\":\"2025-08-26T20:47:17.856937Z\",\"data\":null,\"status\":\"pending\",\"error\":null}");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    /** One event loop for everything, so that the book needs no locks. */
    private final Context eventLoop = vertx.getOrCreateContext();

    private final PollIntervals intervals;
    private final long answerDelayMillis;
    private final int jobs;
    private final List<HttpServerRequest> held = new ArrayList<>();
    private boolean holding;
    private int submitted;

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
                .on("hold", nothing -> server.onEventLoop(server::hold))
                .on("answer", count -> server.answerHeld(Integer.parseInt(count)))
                .on(
                        "begin",
                        nothing -> server.onEventLoop(() -> {
                            server.intervals.begin(System.nanoTime());
                            return Answer.done();
                        }))
                .on("end", nothing -> server.onEventLoop(() -> server.intervals.end(System.nanoTime())))
                .serve();
    }

    private Answer listen() throws Exception {
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        eventLoop.runOnContext(nothing -> vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .onSuccess(listening::complete)
                .onFailure(listening::completeExceptionally));
        return Answer.of("port", listening.get().actualPort());
    }

    private Answer hold() {
        holding = true;
        return Answer.done();
    }

    /** Lets the requests go once so many of them are held, each on a connection of its own. */
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
            held.forEach(request -> answer(request, PENDING));
            held.clear();
            return Answer.done();
        });
    }

    private Answer onEventLoop(Supplier<Answer> action) throws InterruptedException, ExecutionException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        eventLoop.runOnContext(nothing -> answer.complete(action.get()));
        return answer.get();
    }

    private void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            request.endHandler(received -> answer(
                    request,
                    Buffer.buffer(
                            "{\"status\":\"scheduled\",\"task_id\":\"" + PolledJobs.id(submitted++ % jobs) + "\"}")));
            return;
        }
        intervals.poll(number(request.path()), System.nanoTime());
        if (holding) {
            held.add(request);
        } else if (answerDelayMillis == 0) {
            answer(request, PENDING);
        } else {
            vertx.setTimer(answerDelayMillis, timer -> answer(request, PENDING));
        }
    }

    private static int number(String path) {
        return Integer.parseInt(path, path.lastIndexOf('-') + 1, path.length(), 10);
    }

    private static void answer(HttpServerRequest request, Buffer body) {
        request.response().putHeader("Content-Type", "application/json").end(body);
    }
}
