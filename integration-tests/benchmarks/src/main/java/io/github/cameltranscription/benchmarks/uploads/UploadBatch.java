/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ProcessorTime;

/** What both sides measure of uploads at once, in the same way. */
final class UploadBatch {

    private final int atOnce;
    private final ExecutorService callers;
    private final Upload upload;

    UploadBatch(int atOnce, Upload upload) {
        this.atOnce = atOnce;
        this.callers = Executors.newFixedThreadPool(atOnce);
        this.upload = upload;
    }

    /** Sends one recording and returns when it is accepted. */
    @FunctionalInterface
    interface Upload {
        void send(Path recording) throws Exception;
    }

    Answer send(Path recording) throws Exception {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        ProcessorTime window = ProcessorTime.begin();
        List<Future<?>> uploads = new ArrayList<>();
        for (int number = 0; number < atOnce; number++) {
            uploads.add(callers.submit(() -> {
                upload.send(recording);
                return null;
            }));
        }
        for (Future<?> accepted : uploads) {
            accepted.get();
        }
        return window.end()
                .and(
                        "peakHeap",
                        heap.stream()
                                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                .sum());
    }
}
