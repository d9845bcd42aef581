/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.job.SimulatedJob;

/**
 * A stand-in for a provider, written from the provider's documentation. It recognises nothing: transcripts are made up from scripts, or
 * plainly artificial.
 *
 * @param <V> the shapes that the provider's answers have
 * @param <F> the provider's faults
 * @param <R> the provider's requests
 */
public abstract class SimulatedProvider<
        V extends Enum<V>, F extends ProviderFaults<?>, R extends ProviderRequests<?, ?>> {

    private final Variants<V> variants;
    private final ProviderJobs<?> jobs;
    private final F faults;
    private final R requests;

    /** With the parts that all providers have; faults and requests are made for these jobs. */
    protected <J extends ProviderJobs<?>> SimulatedProvider(
            Variants<V> variants, J jobs, Function<J, F> faults, Function<J, R> requests) {
        this.variants = variants;
        this.jobs = jobs;
        this.faults = faults.apply(jobs);
        this.requests = requests.apply(jobs);
    }

    /** For {@code ProviderSimulator}: answers a request to this provider. */
    public abstract void handle(HttpServerRequest request);

    /** What to set as the component's {@code baseUrl}. */
    public abstract String baseUrl();

    /** The component's options that point it at this simulator, by name: {@code baseUrl} and the accepted keys. */
    public abstract Map<String, String> componentOptions();

    /** Makes calls and jobs go wrong. */
    public final F faults() {
        return faults;
    }

    /** The requests so far. */
    public final R requests() {
        return requests;
    }

    /** Sets the shape of answers from now on. */
    public final void variant(V variant) {
        variants.name(variant);
    }

    /**
     * Gives each answer another of the shapes from now on; the same seed gives the same order. What cannot change between two answers,
     * such as a path, is chosen once.
     */
    public final void mixedVariants(long seed) {
        variants.mix(seed);
    }

    /** All jobs in their order; released ones first, and of those the last 20,000. */
    public final List<SimulatedJob> jobs() {
        return jobs.all();
    }

    /** The job with this id, also when it has been released. */
    public final Optional<SimulatedJob> job(String id) {
        return Optional.ofNullable(jobs.view(id));
    }
}
