/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.Collection;
import java.util.Map;

import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.job.JobNode;

/** A started endpoint for {@link TranscriptionMonitor}. No method blocks. */
public interface MonitoredEndpoint {

    /** The provider's name, such as {@code palatine}. */
    String provider();

    /** The operation, such as {@code transcribe}. */
    String operation();

    /** The URI without secrets. */
    String uri();

    /** The jobs in flight. */
    Collection<MonitoredJob> inFlight();

    /** The engine; {@code null} once the endpoint is stopped. */
    JobEngine engine();

    /** The governors of the endpoint's requests, by address, without keys. */
    Map<String, Governor> governors();

    /** This context's part in the job repository; {@code null} without one. */
    JobNode node();
}
