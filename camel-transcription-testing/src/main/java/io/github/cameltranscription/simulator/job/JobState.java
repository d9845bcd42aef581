/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.job;

/** State of a job. */
public enum JobState {
    /** Not yet finished. */
    PENDING,
    /** Its transcript can be fetched. */
    SUCCESS,
    /** It has failed. */
    ERROR,
    /** The client has released it, and nothing is left of it. */
    RELEASED,
    /** The provider has lost it: a fault. */
    LOST
}
