/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

/** The phase of a job in this engine. */
public enum JobPhase {
    /** It waits for a place among the jobs in flight, or for its turn at the account's governor. */
    QUEUED,
    /** The recording is being sent. */
    UPLOADING,
    /** The provider works on it. */
    WAITING,
    /** The provider has finished: the result is being fetched, recorded or passed to the route. */
    DELIVERING
}
