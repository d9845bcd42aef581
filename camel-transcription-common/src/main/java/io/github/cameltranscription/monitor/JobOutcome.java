/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.Locale;

/** How a job has ended here. */
public enum JobOutcome {
    /** {@code submit} has replied with the job, and does not wait for it. */
    SUBMITTED,
    /** The route got the result, and its exchange has completed. */
    DONE,
    /** There is no result: the category says why. */
    FAILED,
    /** The route got the result, and its exchange has failed afterwards. */
    UNDELIVERED;

    /** As the JSON, the tags of meters and the documents write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
