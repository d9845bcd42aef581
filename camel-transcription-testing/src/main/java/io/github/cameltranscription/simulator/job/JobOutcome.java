/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.job;

import java.time.Duration;

/**
 * How a job is made to end. Internal.
 *
 * @param error null where it does not fail
 * @param processingTime null for the usual one
 * @param fileName only for a job made from this file; null for any
 */
public record JobOutcome(String error, Duration processingTime, boolean endless, boolean lost, String fileName) {

    /** Nothing unusual. */
    public static final JobOutcome USUAL = new JobOutcome(null, null, false, false, null);
}
