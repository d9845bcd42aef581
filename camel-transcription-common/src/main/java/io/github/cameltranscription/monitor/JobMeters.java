/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

/** Publishes the monitor's values as meters. */
interface JobMeters {

    /** Publishes nothing. */
    JobMeters NONE = new JobMeters() {};

    /** There are jobs of a provider, or streams. */
    default void provider(String provider) {}

    default void submitted(String provider, String operation) {}

    default void ended(FinishedJob job) {}

    /** Removes the meters that read the monitor. */
    default void close() {}
}
