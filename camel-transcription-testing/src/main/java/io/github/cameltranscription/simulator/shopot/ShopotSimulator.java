/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Duration;
import java.util.Map;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.provider.SimulatedProvider;
import io.github.cameltranscription.simulator.provider.Variants;

/** A stand-in for Shopot, with real callbacks. */
public final class ShopotSimulator extends SimulatedProvider<ShopotVariant, ShopotFaults, ShopotRequests> {

    /** For {@code ProviderSimulator}: paths of this provider begin with it. */
    public static final String PREFIX = "/shopot/v1";

    private final String serverUrl;
    private final String apiKey;
    private final ShopotDocument documents;
    private final ShopotCallbacks callbacks;
    private final ShopotRequestHandler requestHandler;

    /** For {@code ProviderSimulator}, which owns the server. */
    public ShopotSimulator(
            Vertx vertx,
            String serverUrl,
            String apiKey,
            Variants<ShopotVariant> variants,
            Duration callbackInterval,
            JobSettings settings) {
        super(
                variants,
                new ShopotJobs(settings, variants),
                ShopotFaults::new,
                jobs -> new ShopotRequests(settings.keptRequests()));
        this.serverUrl = serverUrl;
        this.apiKey = apiKey;
        ShopotJobs jobs = faults().jobs();
        documents = new ShopotDocument(jobs, settings.transcripts(), variants);
        callbacks = new ShopotCallbacks(vertx, settings.clock(), callbackInterval, documents);
        requestHandler = new ShopotRequestHandler(
                apiKey,
                settings.largestUpload(),
                variants,
                new ShopotSubmission(jobs, documents, callbacks, settings.linkedAudio()),
                documents,
                faults(),
                requests(),
                new AnswerSender(vertx, settings.clock()));
    }

    @Override
    public void handle(HttpServerRequest request) {
        requestHandler.handle(request);
    }

    /** What to set as the component's {@code baseUrl}, in place of {@code https://api.shopot.ai/v1}. */
    @Override
    public String baseUrl() {
        return serverUrl + PREFIX;
    }

    @Override
    public Map<String, String> componentOptions() {
        return Map.of("baseUrl", baseUrl(), "apiKey", apiKey);
    }

    /** The callbacks: what became of them, and how to make them go wrong. */
    public ShopotCallbacks callbacks() {
        return callbacks;
    }

    /** Which status fields answers and callbacks have from now on; those of the variant by default. */
    public void statusFields(ShopotStatusFields fields) {
        documents.fields(fields);
    }

    /** Whether times are numbers from now on; by default they are strings, as documented. */
    public void timesAsNumbers(boolean numbers) {
        documents.timesAsNumbers(numbers);
    }
}
