/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

/** The outcome of a job in this process. */
public enum JobOutcome {
    /** {@code submit} has replied with the job, and does not wait for it. */
    SUBMITTED,
    /** The route got the result, and its exchange has completed. */
    DONE,
    /** There is no result: the category has the reason. */
    FAILED,
    /** The route got the result, and its exchange has failed afterwards. */
    UNDELIVERED
}
