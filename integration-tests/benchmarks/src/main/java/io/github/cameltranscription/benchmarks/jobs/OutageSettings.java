/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.time.Duration;
import java.util.List;

/**
 * What waits, and how long the server is away.
 *
 * @param jobs        how many wait at once
 * @param interval    from poll to poll
 * @param connections of the client
 * @param warmUp      before the steady rate is measured
 * @param window      in which the steady rate is measured
 * @param outage      how long it lasts
 * @param jvmOptions  of the client
 */
public record OutageSettings(
        int jobs,
        Duration interval,
        int connections,
        Duration warmUp,
        Duration window,
        Duration outage,
        List<String> jvmOptions) {}
