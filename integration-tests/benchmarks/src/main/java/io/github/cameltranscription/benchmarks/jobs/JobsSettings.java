/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param operation   {@code await} or {@code transcribe}
 * @param jobs        how many wait at once
 * @param interval    from poll to poll, for both sides
 * @param connections of both sides
 * @param answerDelay how long the server takes for an answer
 * @param rounds      how often both sides are measured
 * @param warmUp      before each measurement
 * @param window      of each measurement
 * @param jvmOptions  of both sides
 */
public record JobsSettings(
        String operation,
        int jobs,
        Duration interval,
        int connections,
        Duration answerDelay,
        int rounds,
        Duration warmUp,
        Duration window,
        List<String> jvmOptions) {}
