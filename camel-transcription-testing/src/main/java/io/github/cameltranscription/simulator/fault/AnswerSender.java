/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.time.Clock;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

import io.github.cameltranscription.simulator.http.Answer;

/** Sends answers, with or without a fault. */
public final class AnswerSender {

    /** How often a held answer looks at the simulator's clock, which a test may move by hand. */
    private static final long LONGEST_CLOCK_CHECK_MILLIS = 10;

    private final Vertx vertx;
    private final Clock clock;

    /** The clock decides when held answers are due. */
    public AnswerSender(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** {@code answer} is null where nothing was processed; {@code fault} is null where nothing goes wrong. */
    public void send(HttpServerRequest request, Answer answer, FaultEffect fault) {
        if (fault == null) {
            sendWhenReady(request, answer, false);
        } else if (fault.delay().isZero()) {
            sendSpoiled(request, answer, fault);
        } else {
            vertx.setTimer(Math.max(1, fault.delay().toMillis()), timer -> sendSpoiled(request, answer, fault));
        }
    }

    private void sendSpoiled(HttpServerRequest request, Answer answer, FaultEffect fault) {
        switch (fault.action()) {
            case ANSWER -> sendWhenReady(request, fault.answer() == null ? answer : fault.answer(), fault.truncated());
            case RESET -> reset(request.connection());
            case HANG -> {
                // Reading goes on: the client sends its whole request and waits for the answer.
            }
        }
    }

    private void sendWhenReady(HttpServerRequest request, Answer answer, boolean truncated) {
        long remaining = answer.readyAt() == Answer.AT_ONCE ? 0 : answer.readyAt() - clock.millis();
        if (remaining > 0) {
            vertx.setTimer(
                    Math.min(remaining, LONGEST_CLOCK_CHECK_MILLIS),
                    timer -> sendWhenReady(request, answer, truncated));
            return;
        }
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.status());
        response.headers().set(HttpHeaders.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach(response::putHeader);
        if (truncated) {
            Buffer body = answer.body();
            response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.write(body.slice(0, body.length() / 2))
                    .onComplete(written -> request.connection().close());
        } else {
            response.end(answer.body());
        }
    }

    /** Vert.x closes gracefully only; a broken connection, as clients meet it, is a TCP RST. */
    private static void reset(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }
}
