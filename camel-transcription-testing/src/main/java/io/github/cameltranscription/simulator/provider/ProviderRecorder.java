/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.simulator.request.RequestLog;

/**
 * Records exchanges. Internal.
 *
 * @param <C> the provider's kinds of call
 */
public final class ProviderRecorder<C extends Enum<C> & ProviderCall> {

    private final Clock clock;
    private final RequestLog<C> log;
    private final AtomicLong paid = new AtomicLong();

    /** Writes to this log. */
    public ProviderRecorder(Clock clock, RequestLog<C> log) {
        this.clock = clock;
        this.log = log;
    }

    RequestLog<C> log() {
        return log;
    }

    /** Submissions that had their effect, whether or not the client has heard of it. */
    long paid() {
        return paid.get();
    }

    /** To be called before the answer is sent: a client that has it must find its request here. */
    void record(ProviderExchange<C> exchange, boolean complete, int answerStatus) {
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
                        exchange.jobId()));
    }
}
