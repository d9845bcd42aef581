/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/** The processor time of this process in a window: all its threads, garbage collector and compiler included. */
public final class ProcessorTime {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long processorAtStart = SYSTEM.getProcessCpuTime();
    private final long clockAtStart = System.nanoTime();

    /** The window begins now. */
    public static ProcessorTime begin() {
        return new ProcessorTime();
    }

    private ProcessorTime() {}

    /** The window ends now: {@code processorSeconds} and {@code seconds}. */
    public Answer end() {
        return Answer.of("processorSeconds", (SYSTEM.getProcessCpuTime() - processorAtStart) / 1e9)
                .and("seconds", (System.nanoTime() - clockAtStart) / 1e9);
    }
}
