/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;

import io.github.cameltranscription.engine.JobPhase;
import io.github.cameltranscription.engine.JobSnapshot;

/**
 * A job in flight.
 *
 * @param endpoint the endpoint
 * @param fileName the name of the recording, or {@code null}
 * @param routeId the route that the exchange is in, or {@code null}
 * @param exchangeId the exchange that waits for the job; {@code null} for {@code results}, which makes one at the end
 * @param state the phase
 * @param age the time since it arrived
 * @param elapsed the time since the provider accepted it; {@code null} before that, or if unknown
 * @param snapshot the engine's state; {@code null} while the caller is blocked
 */
public record MonitoredJob(
        MonitoredEndpoint endpoint,
        String fileName,
        String routeId,
        String exchangeId,
        JobPhase state,
        Duration age,
        Duration elapsed,
        JobSnapshot snapshot) {

    /** The same job at a later age. */
    public MonitoredJob withAge(Duration now) {
        return new MonitoredJob(endpoint, fileName, routeId, exchangeId, state, now, elapsed, snapshot);
    }
}
