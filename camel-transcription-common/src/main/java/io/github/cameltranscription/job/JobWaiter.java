/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/** Which operation made a {@link JobRecord}, and so who waits for the job. */
public enum JobWaiter {

    /** {@code transcribe}: the exchange that submitted the job waits for it, or the same input when it comes again. */
    TRANSCRIBE,

    /** {@code submit}: nobody waits; {@code results} takes the job when it is finished. */
    SUBMIT
}
