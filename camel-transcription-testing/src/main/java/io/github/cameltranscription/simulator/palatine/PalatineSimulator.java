/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.palatine.stream.PalatineStreams;
import io.github.cameltranscription.simulator.palatine.stream.StreamFaultEffect;
import io.github.cameltranscription.simulator.palatine.stream.StreamRequestHandler;
import io.github.cameltranscription.simulator.palatine.stream.StreamSettings;
import io.github.cameltranscription.simulator.provider.Variants;

/**
 * A stand-in for Palatine Speech, written from the provider's documentation. It recognises nothing: transcripts are made up from
 * scripts, or plainly artificial.
 */
public final class PalatineSimulator {

    /** For {@code ProviderSimulator}: paths of this provider begin with it. */
    public static final String PREFIX = "/palatine/api/v1";

    private static final String STREAM_PATH = "/stream/asr";

    private final String serverUrl;
    private final String apiKey;
    private final PalatineTasks tasks;
    private final PalatineFaults faults;
    private final PalatineRequests requests;
    private final Variants<PalatineVariant> variants;
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
        this.serverUrl = serverUrl;
        this.apiKey = apiKey;
        this.variants = variants;
        tasks = new PalatineTasks(settings, new PalatineShapes(variants));
        FaultPlan<StreamFaultEffect> streamFaults = new FaultPlan<>();
        faults = new PalatineFaults(tasks, streamFaults);
        requests = new PalatineRequests(settings.keptRequests(), tasks);
        requestHandler = new PalatineRequestHandler(
                apiKey, settings, tasks, faults, requests, new AnswerSender(vertx, settings.clock()));
        streams = new PalatineStreams(streamSettings.keptSessions());
        streamHandler = new StreamRequestHandler(vertx, apiKey, streamSettings, streamFaults, streams);
    }

    /** For {@code ProviderSimulator}: answers the requests of this provider, and opens its streams. */
    public void handle(HttpServerRequest request) {
        boolean stream = request.path().equals(PREFIX + STREAM_PATH);
        (stream ? streamHandler : requestHandler).handle(request);
    }

    /** What to set as the component's {@code baseUrl}, in place of {@code https://api.palatine.ru/api/v1}. */
    public String baseUrl() {
        return serverUrl + PREFIX;
    }

    /** The component's options that point it at this simulator, by name: {@code baseUrl} and the accepted {@code apiKey}. */
    public Map<String, String> componentOptions() {
        return Map.of("baseUrl", baseUrl(), "apiKey", apiKey);
    }

    /** Address of the streaming WebSocket, without its parameters, in place of {@code wss://api.palatine.ru/api/v1/stream/asr}. */
    public String streamUrl() {
        return baseUrl().replaceFirst("http", "ws") + STREAM_PATH;
    }

    /** Makes calls, jobs and streams go wrong. */
    public PalatineFaults faults() {
        return faults;
    }

    /** What was asked so far. */
    public PalatineRequests requests() {
        return requests;
    }

    /** The streaming sessions so far. */
    public PalatineStreams streams() {
        return streams;
    }

    /** Which shape answers have from now on; {@link PalatineVariant#DOCUMENTED} by default. */
    public void variant(PalatineVariant variant) {
        variants.name(variant);
    }

    /** Answers have another of the shapes each time from now on; the same seed gives the same order. */
    public void mixedVariants(long seed) {
        variants.mix(seed);
    }

    /** What {@code /account/balance} answers from now on; 1500.5 by default. Nothing is ever charged to it. */
    public void balance(double amount) {
        requestHandler.balance(amount);
    }

    /** All jobs, the released ones first; of those only the last 20,000 are remembered. */
    public List<SimulatedJob> jobs() {
        return tasks.all();
    }

    /** The job with this id, also when it has been released. */
    public Optional<SimulatedJob> job(String id) {
        return Optional.ofNullable(tasks.view(id));
    }
}
