/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

/** How a job stands at the provider. */
public enum JobState {
    /** Waiting or being processed. */
    PENDING,
    /** The result can be fetched. */
    DONE,
    /** The provider gave up; the job is over. */
    FAILED
}
