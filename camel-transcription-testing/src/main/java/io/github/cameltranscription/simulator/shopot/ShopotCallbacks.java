/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Calls back when a job has ended: three attempts, until one is answered with success. The interval between them passes in real time.
 */
public final class ShopotCallbacks {

    private static final int ATTEMPTS = 3;
    private static final long LONGEST_CLOCK_CHECK_MILLIS = 10;
    private static final int ANSWER_TIMEOUT_MILLIS = 30_000;
    private static final int MOST_CONNECTIONS = 256;

    private final Vertx vertx;
    private final Clock clock;
    private final Duration interval;
    private final ShopotDocument documents;
    private final HttpClient client;
    private final List<ShopotDelivery> deliveries = new CopyOnWriteArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile int copies = 1;

    ShopotCallbacks(Vertx vertx, Clock clock, Duration interval, ShopotDocument documents) {
        this.vertx = vertx;
        this.clock = clock;
        this.interval = interval;
        this.documents = documents;
        client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MOST_CONNECTIONS));
    }

    /** All attempts so far, in the order in which they ended. */
    public List<ShopotDelivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** The attempts about one job. */
    public List<ShopotDelivery> of(String jobId) {
        return deliveries.stream()
                .filter(delivery -> delivery.jobId().equals(jobId))
                .toList();
    }

    /** Each attempt is sent so many times at once; 1 by default. */
    public void copies(int perAttempt) {
        copies = perAttempt;
    }

    /** All attempts about the next so many jobs are lost on the way. */
    public void loseNext(int jobs) {
        lost.set(jobs);
    }

    void schedule(ShopotJob job) {
        if (job.parameters().callbackUrl() != null && !job.endless()) {
            boolean isLost = lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            whenEnded(job, isLost);
        }
    }

    private void whenEnded(ShopotJob job, boolean isLost) {
        long remaining = job.endsAt() - clock.millis();
        if (remaining > 0) {
            vertx.setTimer(Math.min(remaining, LONGEST_CLOCK_CHECK_MILLIS), timer -> whenEnded(job, isLost));
        } else if (isLost) {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                ended(job, attempt, ShopotDelivery.NO_ANSWER);
            }
            job.callback(ShopotJob.Callback.FAILED);
        } else {
            attempt(job, 1);
        }
    }

    private void attempt(ShopotJob job, int attempt) {
        int times = copies;
        AtomicInteger outstanding = new AtomicInteger(times);
        AtomicInteger accepted = new AtomicInteger();
        for (int copy = 0; copy < times; copy++) {
            send(job).onComplete(answer -> {
                int status = answer.succeeded() ? answer.result() : ShopotDelivery.NO_ANSWER;
                if (ended(job, attempt, status)) {
                    accepted.incrementAndGet();
                }
                if (outstanding.decrementAndGet() == 0) {
                    next(job, attempt, accepted.get() > 0);
                }
            });
        }
    }

    private void next(ShopotJob job, int attempt, boolean accepted) {
        if (accepted) {
            job.callback(ShopotJob.Callback.DELIVERED);
        } else if (attempt == ATTEMPTS) {
            job.callback(ShopotJob.Callback.FAILED);
        } else {
            vertx.setTimer(Math.max(1, interval.toMillis()), timer -> attempt(job, attempt + 1));
        }
    }

    private boolean ended(ShopotJob job, int attempt, int status) {
        ShopotDelivery delivery = new ShopotDelivery(
                clock.instant(),
                job.id(),
                attempt,
                headerValue(job.parameters().callbackId()),
                documents.callback(job).encode(),
                status);
        deliveries.add(delivery);
        return delivery.accepted();
    }

    private Future<Integer> send(ShopotJob job) {
        String callbackId = headerValue(job.parameters().callbackId());
        Buffer body = documents.callback(job).toBuffer();
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(job.parameters().callbackUrl())
                        .setTimeout(ANSWER_TIMEOUT_MILLIS))
                .compose(request -> answered(request, callbackId, body))
                .map(HttpClientResponse::statusCode);
    }

    private static Future<HttpClientResponse> answered(HttpClientRequest request, String callbackId, Buffer body) {
        request.putHeader("Content-Type", "application/json");
        if (callbackId != null) {
            request.putHeader("X-Callback-ID", callbackId);
        }
        return request.send(body);
    }

    /** {@code тест123} is {@code utf8-b64:0YLQtdGB0YIxMjM=} (shopot-create.ru.txt); null stays null. */
    static String headerValue(String callbackId) {
        if (callbackId == null || callbackId.chars().allMatch(character -> character < 0x80)) {
            return callbackId;
        }
        return "utf8-b64:" + Base64.getEncoder().encodeToString(callbackId.getBytes(StandardCharsets.UTF_8));
    }
}
