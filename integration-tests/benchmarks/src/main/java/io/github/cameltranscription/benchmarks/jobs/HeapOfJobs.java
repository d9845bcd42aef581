/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.util.List;

import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.process.LiveHeap;

/**
 * What a waiting job holds on the heap, as a slope, so that nothing that is there once counts: from some jobs, that had
 * all connections opened, to all jobs; less what an exchange costs that is parked in the same kind of route.
 */
final class HeapOfJobs {

    private static final int CLASSES_SHOWN = 15;

    private final ChildProcess client;
    private final int jobs;
    private final int firstJobs;
    private final double exchangeBytes;
    private final LiveHeap withOneJob;
    private final LiveHeap withFirstJobs;
    private LiveHeap withAllJobs;

    /** Begins the first jobs, and has the server hold them until all connections are open. */
    HeapOfJobs(ChildProcess server, ChildProcess client, JobsComparison.Settings settings)
            throws IOException, InterruptedException {
        this.client = client;
        this.jobs = settings.jobs();
        this.firstJobs = PolledJobs.atOnce(jobs, settings.connections());
        client.ask("prepare");
        client.ask("park");
        Thread.sleep(settings.interval().toMillis() / 2);
        LiveHeap withExchanges = LiveHeap.of(client);
        client.ask("unpark");
        this.withOneJob = LiveHeap.of(client);
        this.exchangeBytes = Math.max(0, withExchanges.bytes() - withOneJob.bytes()) / (double) jobs;
        server.ask("hold");
        client.ask("first");
        server.ask("answer " + Math.min(settings.connections(), firstJobs - 1));
        Thread.sleep(settings.interval().toMillis() / 2);
        this.withFirstJobs = LiveHeap.of(client);
    }

    /** All jobs are there. */
    void count() throws IOException {
        withAllJobs = LiveHeap.of(client);
    }

    /** What Camel itself holds for an exchange that waits. */
    double exchangeBytes() {
        return exchangeBytes;
    }

    /** What a further job costs. */
    double bytesPerJob() {
        return (double) (withAllJobs.bytes() - withFirstJobs.bytes()) / (jobs - firstJobs) - exchangeBytes;
    }

    /** With a share of the connections, whose number does not grow with the jobs. */
    double bytesPerJobWithConnections() {
        return (double) (withAllJobs.bytes() - withOneJob.bytes()) / (jobs - 1) - exchangeBytes;
    }

    /** The classes behind {@link #bytesPerJob}, those of the exchange included. */
    List<String> byClass() {
        return withAllJobs.growthSince(withFirstJobs, jobs - firstJobs, CLASSES_SHOWN);
    }
}
