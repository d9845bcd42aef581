/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.Map;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.palatine.stream.PalatineStreams;
import io.github.cameltranscription.simulator.palatine.stream.StreamRequestHandler;
import io.github.cameltranscription.simulator.palatine.stream.StreamSettings;
import io.github.cameltranscription.simulator.provider.SimulatedProvider;
import io.github.cameltranscription.simulator.provider.Variants;

/** A stand-in for Palatine Speech. */
public final class PalatineSimulator extends SimulatedProvider<PalatineVariant, PalatineFaults, PalatineRequests> {

    /** For {@code ProviderSimulator}: paths of this provider begin with it. */
    public static final String PREFIX = "/palatine/api/v1";

    private static final String STREAM_PATH = "/stream/asr";

    private final String serverUrl;
    private final String apiKey;
    private final PalatineRequestHandler requestHandler;
    private final PalatineStreams streams;
    private final StreamRequestHandler streamHandler;

    /** For {@code ProviderSimulator}, which owns the server. */
    public PalatineSimulator(
            Vertx vertx,
            String serverUrl,
            String apiKey,
            Variants<PalatineVariant> variants,
            JobSettings settings,
            StreamSettings streamSettings) {
        super(
                variants,
                new PalatineTasks(settings, new PalatineShapes(variants)),
                PalatineFaults::new,
                tasks -> new PalatineRequests(settings.keptRequests(), tasks));
        this.serverUrl = serverUrl;
        this.apiKey = apiKey;
        requestHandler = new PalatineRequestHandler(
                apiKey, settings, faults(), requests(), new AnswerSender(vertx, settings.clock()));
        streams = new PalatineStreams(streamSettings.keptSessions());
        streamHandler = new StreamRequestHandler(vertx, apiKey, streamSettings, faults().streams(), streams);
    }

    @Override
    public void handle(HttpServerRequest request) {
        boolean stream = request.path().equals(PREFIX + STREAM_PATH);
        (stream ? streamHandler : requestHandler).handle(request);
    }

    /** What to set as the component's {@code baseUrl}, in place of {@code https://api.palatine.ru/api/v1}. */
    @Override
    public String baseUrl() {
        return serverUrl + PREFIX;
    }

    @Override
    public Map<String, String> componentOptions() {
        return Map.of("baseUrl", baseUrl(), "apiKey", apiKey);
    }

    /** Address of the streaming WebSocket, without its parameters, in place of {@code wss://api.palatine.ru/api/v1/stream/asr}. */
    public String streamUrl() {
        return baseUrl().replaceFirst("http", "ws") + STREAM_PATH;
    }

    /** The streaming sessions so far. */
    public PalatineStreams streams() {
        return streams;
    }

    /** What {@code /account/balance} answers from now on; 1500.5 by default. Nothing is ever charged to it. */
    public void balance(double amount) {
        requestHandler.balance(amount);
    }
}
