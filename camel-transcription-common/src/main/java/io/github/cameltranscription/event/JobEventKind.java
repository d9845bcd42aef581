/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.event;

/** What happened to a job. */
public enum JobEventKind {
    /** The provider has accepted the recording: from here on it is paid for. */
    SUBMITTED,
    /** The provider reports progress. */
    PROGRESSED,
    /** The result is available, and the route continues with it. */
    COMPLETED,
    /** The job was released at the provider. */
    RELEASED,
    /** The wait ended without a result; the job may continue at the provider. */
    FAILED
}
