/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.provider.Variants;

/**
 * A stand-in for Shopot, written from the provider's documentation, with real callbacks. It recognises nothing: transcripts are made up
 * from scripts, or plainly artificial.
 */
public final class ShopotSimulator {

    /** For {@code ProviderSimulator}: paths of this provider begin with it. */
    public static final String PREFIX = "/shopot/v1";

    private final String serverUrl;
    private final String apiKey;
    private final Variants<ShopotVariant> variants;
    private final ShopotJobs jobs;
    private final ShopotDocument documents;
    private final ShopotCallbacks callbacks;
    private final ShopotFaults faults;
    private final ShopotRequests requests;
    private final ShopotRequestHandler requestHandler;

    /** For {@code ProviderSimulator}, which owns the server. */
    public ShopotSimulator(
            Vertx vertx,
            String serverUrl,
            String apiKey,
            Variants<ShopotVariant> variants,
            Duration callbackInterval,
            JobSettings settings) {
        this.serverUrl = serverUrl;
        this.apiKey = apiKey;
        this.variants = variants;
        jobs = new ShopotJobs(settings, variants);
        documents = new ShopotDocument(jobs, settings.transcripts(), variants);
        callbacks = new ShopotCallbacks(vertx, settings.clock(), callbackInterval, documents);
        faults = new ShopotFaults(jobs);
        requests = new ShopotRequests(settings.keptRequests());
        requestHandler = new ShopotRequestHandler(
                apiKey,
                settings.largestUpload(),
                variants,
                new ShopotSubmission(jobs, documents, callbacks, settings.linkedAudio()),
                documents,
                jobs,
                faults,
                requests,
                new AnswerSender(vertx, settings.clock()));
    }

    /** For {@code ProviderSimulator}: answers the requests of this provider. */
    public void handle(HttpServerRequest request) {
        requestHandler.handle(request);
    }

    /** What to set as the component's {@code baseUrl}, in place of {@code https://api.shopot.ai/v1}. */
    public String baseUrl() {
        return serverUrl + PREFIX;
    }

    /** The component's options that point it at this simulator, by name: {@code baseUrl} and the accepted {@code apiKey}. */
    public Map<String, String> componentOptions() {
        return Map.of("baseUrl", baseUrl(), "apiKey", apiKey);
    }

    /** Makes calls and jobs go wrong. */
    public ShopotFaults faults() {
        return faults;
    }

    /** What was asked so far. */
    public ShopotRequests requests() {
        return requests;
    }

    /** The callbacks: what became of them, and how to make them go wrong. */
    public ShopotCallbacks callbacks() {
        return callbacks;
    }

    /** Which shape answers and callbacks have from now on; {@link ShopotVariant#DOCUMENTED} by default. */
    public void variant(ShopotVariant variant) {
        variants.name(variant);
    }

    /**
     * Answers and callbacks have another of the shapes each time from now on; the same seed gives the same order. The path of the status is
     * chosen once.
     */
    public void mixedVariants(long seed) {
        variants.mix(seed);
    }

    /** Which status fields answers and callbacks have from now on; those of the variant by default. */
    public void statusFields(ShopotStatusFields fields) {
        documents.fields(fields);
    }

    /** Whether times are numbers from now on; by default they are strings, as documented. */
    public void timesAsNumbers(boolean numbers) {
        documents.timesAsNumbers(numbers);
    }

    /** All jobs in their order. */
    public List<SimulatedJob> jobs() {
        return jobs.all();
    }

    /** The job with this id. */
    public Optional<SimulatedJob> job(String id) {
        return Optional.ofNullable(jobs.view(id));
    }
}
