/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/** How far the exchange that a {@link JobRecord} stands for has come. */
public enum JobRecordState {

    /** About to be submitted: whether the provider has the job is unknown until the answer is recorded. */
    INTENT,

    /** The provider has taken the job and its id is known. */
    SUBMITTED,

    /** The transcript has been handed over and the source has committed. */
    DELIVERED
}
