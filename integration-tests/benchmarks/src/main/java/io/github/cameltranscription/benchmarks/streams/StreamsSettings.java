/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param sessions     whose round trips are measured
 * @param heldSessions that are held at once, to see whether one starves and what each holds
 * @param rounds       how often both sides are measured
 * @param warmUp       before each measurement
 * @param window       of each measurement
 * @param jvmOptions   of both sides
 */
public record StreamsSettings(
        int sessions, int heldSessions, int rounds, Duration warmUp, Duration window, List<String> jvmOptions) {}
