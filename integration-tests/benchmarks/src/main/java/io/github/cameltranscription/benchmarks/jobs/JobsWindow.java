/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.process.ProcessorTime;
import io.github.cameltranscription.benchmarks.process.ThreadCensus;

/** Measures a window in a client, and waits in the parent until the jobs have ended. */
final class JobsWindow {

    private static final long PAUSE_MILLIS = 100;

    private JobsWindow() {}

    static Answer measure(long millis, ThreadCensus threads) throws InterruptedException {
        ProcessorTime window = ProcessorTime.begin();
        Thread.sleep(millis);
        Answer measured = window.end();
        List<String> newcomers = threads.newcomers();
        return measured.and("threads", newcomers.size()).withNotes(newcomers);
    }

    /** In the parent: asks how many jobs have ended until so many have, or until the patience ends. */
    static Answer awaitEnd(ChildProcess client, int count, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Answer ended = client.ask("ended");
        while (ended.figure("done") + ended.figure("failed") < count && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE_MILLIS);
            ended = client.ask("ended");
        }
        return ended;
    }
}
