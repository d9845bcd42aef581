/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.fault.OutcomePlan;
import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.provider.ProviderRecorder;
import io.github.cameltranscription.simulator.provider.Variants;
import io.github.cameltranscription.simulator.request.RequestLog;

/**
 * A stand-in for Shopot, written from the provider's documentation, with real callbacks. It recognises nothing: transcripts are made up
 * from scripts, or plainly artificial.
 */
public final class ShopotSimulator {

    /** What a form needs beside the file. */
    private static final long FORM_ALLOWANCE = 1024 * 1024;

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
        FaultPlan faultPlan = new FaultPlan(ErrorFormat.DETAIL);
        OutcomePlan outcomePlan = new OutcomePlan();
        jobs = new ShopotJobs(settings, outcomePlan, variants);
        documents = new ShopotDocument(jobs, settings.transcripts(), variants);
        callbacks = new ShopotCallbacks(vertx, settings.clock(), callbackInterval, documents);
        faults = new ShopotFaults(faultPlan, outcomePlan, jobs);
        ProviderRecorder<ShopotCall> recorder =
                new ProviderRecorder<>(settings.clock(), new RequestLog<>(ShopotCall.class, settings.keptRequests()));
        requests = new ShopotRequests(recorder);
        requestHandler = new ShopotRequestHandler(
                apiKey,
                variants,
                Math.min(settings.largestUpload(), ShopotSubmission.LARGEST_FILE + FORM_ALLOWANCE),
                operations(settings),
                jobs,
                faultPlan,
                recorder,
                new AnswerSender(vertx, settings.clock()));
    }

    private Map<ShopotCall, ShopotOperation> operations(JobSettings settings) {
        AudioAnalysis linkedAudio =
                AudioAnalysis.ofDuration(settings.linkedAudioDuration().toMillis() / 1000.0);
        Map<ShopotCall, ShopotOperation> operations = new EnumMap<>(ShopotCall.class);
        operations.put(ShopotCall.SUBMIT, new ShopotSubmission(jobs, documents, callbacks, linkedAudio));
        operations.put(ShopotCall.STATUS, new ShopotResult(jobs, documents, variants));
        return operations;
    }

    /** For {@code ProviderSimulator}: whether a path of the server belongs to this provider. */
    public static boolean owns(String path) {
        return path.startsWith(ShopotCall.PREFIX);
    }

    /** For {@code ProviderSimulator}: answers the requests of this provider. */
    public Handler<HttpServerRequest> requestHandler() {
        return requestHandler;
    }

    /** What to set as the component's {@code baseUrl}, in place of {@code https://api.shopot.ai/v1}. */
    public String baseUrl() {
        return serverUrl + ShopotCall.PREFIX;
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
    public ShopotSimulator variant(ShopotVariant variant) {
        variants.name(variant);
        return this;
    }

    /**
     * Answers and callbacks have another of the shapes each time from now on; the same seed gives the same order. The path of the status is
     * chosen once.
     */
    public ShopotSimulator mixedVariants(long seed) {
        variants.mix(seed);
        return this;
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
        return Optional.ofNullable(jobs.find(id));
    }
}
