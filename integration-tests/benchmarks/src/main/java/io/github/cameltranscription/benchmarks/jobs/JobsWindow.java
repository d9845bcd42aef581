/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.List;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ProcessorTime;
import io.github.cameltranscription.benchmarks.process.ThreadCensus;

/** What both clients measure while jobs wait, in the same way. */
final class JobsWindow {

    private JobsWindow() {}

    static Answer measure(long millis, ThreadCensus threads) throws InterruptedException {
        ProcessorTime window = ProcessorTime.begin();
        Thread.sleep(millis);
        Answer measured = window.end();
        List<String> newcomers = threads.newcomers();
        return measured.and("threads", newcomers.size()).withNotes(newcomers);
    }
}
