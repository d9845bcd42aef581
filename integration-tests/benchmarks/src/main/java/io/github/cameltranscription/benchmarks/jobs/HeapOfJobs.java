/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.process.LiveHeap;
import io.github.cameltranscription.benchmarks.process.ServerAndClient;

/**
 * The heap of a waiting job, as the slope from the first few hundred jobs, which have opened all connections, to all jobs, so
 * that fixed costs do not count. The heap of an exchange that waits in a route of the same shape is subtracted.
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

    /** Begins the first jobs; the server holds their requests until all connections are open. */
    HeapOfJobs(ServerAndClient pair, int jobs, Duration interval, int connections)
            throws IOException, InterruptedException {
        this.client = pair.client();
        this.jobs = jobs;
        this.firstJobs = PolledJobs.atOnce(jobs, connections);
        client.ask("prepare");
        client.ask("park");
        Thread.sleep(interval.toMillis() / 2);
        LiveHeap withExchanges = LiveHeap.of(client);
        client.ask("unpark");
        this.withOneJob = LiveHeap.of(client);
        this.exchangeBytes = Math.max(0, withExchanges.bytes() - withOneJob.bytes()) / (double) jobs;
        pair.server().ask("hold");
        client.ask("first");
        pair.server().ask("answer " + Math.min(connections, firstJobs - 1));
        Thread.sleep(interval.toMillis() / 2);
        this.withFirstJobs = LiveHeap.of(client);
    }

    /** To be called when all jobs wait. */
    void count() throws IOException {
        withAllJobs = LiveHeap.of(client);
    }

    /** The heap that Camel itself holds for an exchange that waits. */
    double exchangeBytes() {
        return exchangeBytes;
    }

    /** The heap of a further job. */
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
