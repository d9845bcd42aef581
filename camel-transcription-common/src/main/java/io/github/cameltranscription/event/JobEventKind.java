/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.event;

/** What happened to a job. */
public enum JobEventKind {
    /** The provider has taken the recording: from here on it is paid for. */
    SUBMITTED,
    /** The provider says that it is further than before. */
    PROGRESSED,
    /** The result is there, and the route continues with it. */
    COMPLETED,
    /** The provider knows that the result is safe, and deletes the job. */
    RELEASED,
    /** The wait ended without a result; the job itself may go on at the provider. */
    FAILED
}
