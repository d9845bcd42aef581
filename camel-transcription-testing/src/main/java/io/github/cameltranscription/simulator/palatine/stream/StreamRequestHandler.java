/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.http.Refusal;

/** Opens the streaming WebSockets. Internal. */
public final class StreamRequestHandler implements Handler<HttpServerRequest> {

    private static final String BEARER = "Bearer ";
    private static final int UPGRADE_REQUIRED = 426;
    private static final int FORBIDDEN = 403;

    private final Vertx vertx;
    private final String apiKey;
    private final StreamSettings settings;
    private final FaultPlan<StreamFaultEffect> faults;
    private final PalatineStreams streams;

    /** {@code apiKey} is the only token that is accepted. */
    public StreamRequestHandler(
            Vertx vertx,
            String apiKey,
            StreamSettings settings,
            FaultPlan<StreamFaultEffect> faults,
            PalatineStreams streams) {
        this.vertx = vertx;
        this.apiKey = apiKey;
        this.settings = settings;
        this.faults = faults;
        this.streams = streams;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            refuse(request, Refusal.of(UPGRADE_REQUIRED, "This address is a WebSocket"));
            return;
        }
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean tokenInHeader = header != null && header.startsWith(BEARER);
        String token = tokenInHeader ? header.substring(BEARER.length()) : request.getParam("token");
        boolean authorized = apiKey.equals(token);
        StreamFaultEffect struck = authorized ? faults.next(any -> true) : null;
        StreamFaultEffect fault = struck == null ? StreamFaultEffect.NOTHING : struck;
        int status = fault.refuses()
                ? fault.status()
                : !authorized && settings.refuseAtHandshake() ? FORBIDDEN : RecordedStream.SWITCHING_PROTOCOLS;
        RecordedStream record =
                new RecordedStream(request.params(), tokenInHeader, authorized, status, settings.keepAudio());
        streams.add(record);
        if (status == RecordedStream.SWITCHING_PROTOCOLS) {
            open(request, fault, record);
        } else {
            streams.end(record, new StreamEnd(StreamEnd.Side.SERVER, StreamEnd.NO_CODE));
            String text = authorized ? "Simulated fault " + status : "Invalid or missing token";
            refuse(request, Refusal.of(status, text));
        }
    }

    private void open(HttpServerRequest request, StreamFaultEffect fault, RecordedStream record) {
        StreamParameters parameters = StreamParameters.of(request.params());
        request.toWebSocket()
                .onSuccess(socket -> new StreamSession(
                                vertx, socket, request.connection(), parameters, settings, fault, streams, record)
                        .begin())
                .onFailure(gone -> streams.end(record, new StreamEnd(StreamEnd.Side.CLIENT, StreamEnd.NO_CODE)));
    }

    private static void refuse(HttpServerRequest request, Refusal refusal) {
        Answer answer = ErrorFormat.DETAIL.answer(refusal);
        request.response()
                .setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                .end(answer.body());
    }
}
