/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.fault.AnswerSender;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.provider.SimulatedProvider;
import io.github.cameltranscription.simulator.provider.Variants;

/** A stand-in for AIESA, with a second server for the results. */
public final class AiesaSimulator extends SimulatedProvider<AiesaVariant, AiesaFaults, AiesaRequests> {

    /** For {@code ProviderSimulator}: paths of the API begin with it and a version. */
    public static final String PREFIX = "/aiesa/api/";

    private final Variants<AiesaVariant> variants;
    private final String serverUrl;
    private final String cdnUrl;
    private final String publicKey;
    private final String secretKey;
    private final AiesaSignatureCheck signatures;
    private final AiesaJobs jobs;
    private final AiesaResultFiles files;
    private final AiesaDocument documents;
    private final AiesaCalculation calculation;
    private final AiesaRequestHandler requestHandler;
    private final AiesaCdnHandler cdnHandler;

    /** For {@code ProviderSimulator}, which owns the servers. */
    public AiesaSimulator(
            Vertx vertx,
            String serverUrl,
            String cdnUrl,
            String publicKey,
            String secretKey,
            Variants<AiesaVariant> variants,
            JobSettings settings) {
        super(variants, new AiesaJobs(settings), AiesaFaults::new, jobs -> new AiesaRequests(settings.keptRequests()));
        this.serverUrl = serverUrl;
        this.cdnUrl = cdnUrl;
        this.publicKey = publicKey;
        this.secretKey = secretKey;
        this.variants = variants;
        jobs = faults().jobs();
        signatures = new AiesaSignatureCheck(publicKey, secretKey);
        files = new AiesaResultFiles(settings.transcripts());
        documents = new AiesaDocument(files, cdnUrl, variants);
        calculation = new AiesaCalculation(jobs);
        AnswerSender sender = new AnswerSender(vertx, settings.clock());
        requestHandler =
                new AiesaRequestHandler(signatures, settings, documents, calculation, faults(), requests(), sender);
        cdnHandler = new AiesaCdnHandler(cdnUrl, files, variants, faults(), requests(), sender);
    }

    @Override
    public void handle(HttpServerRequest request) {
        requestHandler.handle(request);
    }

    /** For {@code ProviderSimulator}: answers the requests for results, on a server of their own. */
    public void handleOnCdn(HttpServerRequest request) {
        cdnHandler.handle(request);
    }

    /**
     * What to set as the component's {@code baseUrl}, in place of {@code https://api.transcription.aiesa.ru/api/v1}: the version
     * of the variant. The server knows both versions, and both answer as the variant does.
     */
    @Override
    public String baseUrl() {
        return serverUrl + AiesaCall.prefix(variants.named());
    }

    @Override
    public Map<String, String> componentOptions() {
        return Map.of("baseUrl", baseUrl(), "publicKey", publicKey, "secretKey", secretKey);
    }

    /** Root of the server of the results, another origin than {@link #baseUrl()}; without a slash at its end. */
    public String cdnUrl() {
        return cdnUrl;
    }

    /**
     * By how much the server's clock is ahead from now on, or behind if negative: the {@code Date} header of the API and the five minutes
     * that a timestamp may be off. It is ahead of the real time, not of the clock of the jobs, since clients sign with the real time.
     */
    public void clockSkew(Duration skew) {
        signatures.skew(skew);
    }

    /** How a {@code duration} of two numbers is read from now on; as minutes and seconds by default. */
    public void durationReading(AiesaDurationReading reading) {
        calculation.reading(Objects.requireNonNull(reading));
    }

    /** Rubles for a minute from now on; 0.7 in the queue and 1.4 for lightning by default. */
    public void price(AiesaPriority priority, double perMinute) {
        jobs.account().price(priority, perMinute);
    }

    /** Rubles left on the account. Submissions that cost more than balance and credit are 402; jobs are charged when they complete. */
    public void balance(double rubles) {
        jobs.account().balance(rubles);
    }

    /** Rubles left on the account by now. */
    public double balance() {
        return jobs.account().balance();
    }

    /** Rubles that may be spent beyond the balance; none by default. */
    public void creditLimit(double rubles) {
        jobs.account().creditLimit(rubles);
    }

    /** What {@code need_confirm} says from now on; true by default, as documented. */
    public void needConfirm(boolean needed) {
        documents.needConfirm(needed);
    }

    /** How failed jobs are shown from now on; by the status {@code failed} by default. */
    public void failureSign(AiesaFailureSign sign) {
        documents.failureSign(sign);
    }

    /** Whether the addresses of results answer 302 from now on, to another path of the same server. */
    public void resultsRedirect(boolean redirected) {
        cdnHandler.redirected(redirected);
    }

    /** What the addresses of results begin with from now on, such as {@code http://cdn.example.com/}; {@link #cdnUrl()} by default. */
    public void resultsAt(String prefix) {
        documents.resultsPrefix(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
    }

    /** What a file of this job has in it, whether or not it is finished: always the same bytes. */
    public byte[] result(String jobId, AiesaResult result) {
        AiesaJob job = jobs.find(jobId);
        if (job == null) {
            throw new IllegalArgumentException("No such job: " + jobId);
        }
        return files.content(job, result, variants.named()).getBytes();
    }
}
