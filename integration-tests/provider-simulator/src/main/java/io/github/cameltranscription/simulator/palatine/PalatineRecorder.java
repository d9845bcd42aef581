/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.simulator.request.RequestLog;

/** Records exchanges. */
final class PalatineRecorder {

    private final Clock clock;
    private final RequestLog<PalatineCall> log;
    private final AtomicLong paid = new AtomicLong();

    PalatineRecorder(Clock clock, RequestLog<PalatineCall> log) {
        this.clock = clock;
        this.log = log;
    }

    RequestLog<PalatineCall> log() {
        return log;
    }

    /** Submissions that had their effect, whether or not the client has heard of it. */
    AtomicLong paid() {
        return paid;
    }

    /** To be called before the answer is sent: a client that has it must find its request here. */
    void record(PalatineExchange exchange, boolean complete, int answerStatus) {
        if (!exchange.beginRecording()) {
            return;
        }
        if (exchange.paid()) {
            paid.incrementAndGet();
        }
        HttpServerRequest request = exchange.request();
        log.add(
                exchange.call(),
                new RecordedRequest(
                        clock.instant(),
                        request.method().name(),
                        request.path(),
                        request.query(),
                        request.headers(),
                        exchange.upload().file(),
                        exchange.upload().fields(),
                        exchange.body(),
                        complete,
                        answerStatus,
                        exchange.taskId()));
    }
}
