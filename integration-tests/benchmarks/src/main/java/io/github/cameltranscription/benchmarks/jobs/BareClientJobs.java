/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;

import io.github.cameltranscription.benchmarks.process.ChildCommands;
import io.github.cameltranscription.benchmarks.process.LiveHeap;
import io.github.cameltranscription.benchmarks.process.ThreadCensus;

/**
 * The baseline: only HttpClient 5 async and a scheduler, polling as many ids as often, with the same number of threads
 * and connections and the same features of the client switched off.
 */
final class BareClientJobs {

    private static final int THREADS = 2;

    private final PolledJobs jobs;
    private ScheduledExecutorService scheduler;
    private CloseableHttpAsyncClient client;
    private ThreadCensus threads;
    volatile int lastLength;

    private BareClientJobs(PolledJobs jobs) {
        this.jobs = jobs;
    }

    /** Serves a parent; the arguments are those of {@link PolledJobs}. */
    public static void main(String[] arguments) throws IOException {
        BareClientJobs client = new BareClientJobs(PolledJobs.parse(arguments));
        new ChildCommands()
                .on("prepare", client::prepare)
                .on("heap", nothing -> LiveHeap.histogram())
                .on("park", () -> {})
                .on("unpark", () -> {})
                .on("first", () -> client.jobs.beginFirst(client::begin))
                .on("load", () -> client.jobs.beginOthers(client::begin))
                .on("measure", millis -> JobsWindow.measure(Long.parseLong(millis), client.threads))
                .serve();
    }

    /** Starts the client, with one job, so that all classes are loaded when the heap is counted. */
    private void prepare() {
        threads = ThreadCensus.take();
        scheduler = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "scheduler"));
        client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(jobs.connections())
                        .setMaxConnPerRoute(jobs.connections())
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .build())
                .setIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(THREADS).build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        client.start();
        begin(0);
    }

    private void begin(int number) {
        new PolledJob(PolledJobs.id(number)).poll();
    }

    private final class PolledJob implements FutureCallback<SimpleHttpResponse> {

        private final String id;

        PolledJob(String id) {
            this.id = id;
        }

        void poll() {
            client.execute(
                    SimpleRequestBuilder.get(jobs.baseUrl() + "/transcribe/task_status/" + id + "?response_format=json")
                            .setHeader("Authorization", "Bearer " + PolledJobs.API_KEY)
                            .build(),
                    this);
        }

        private void again() {
            scheduler.schedule(this::poll, jobs.nextDelayNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void completed(SimpleHttpResponse response) {
            lastLength = response.getBodyText().length();
            again();
        }

        @Override
        public void failed(Exception failure) {
            failure.printStackTrace();
            again();
        }

        @Override
        public void cancelled() {
            again();
        }
    }
}
