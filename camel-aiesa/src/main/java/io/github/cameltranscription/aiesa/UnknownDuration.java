/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

/** What happens to a job with a maximum price if the recording's length, and so the price, is unknown. */
public enum UnknownDuration {
    /** The job is refused before anything is sent. */
    REFUSE,
    /** The job is submitted at any price, and a warning is logged. */
    SUBMIT
}
