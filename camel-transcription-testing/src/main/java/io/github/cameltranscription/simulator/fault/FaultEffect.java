/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.time.Duration;

import io.github.cameltranscription.simulator.http.Answer;

/**
 * What a fault does to a call. Internal.
 *
 * @param call null for any call
 * @param answer in place of the real one; null where the real one is kept
 * @param truncated whether the connection closes in the middle of the answer's body
 * @param delay before the action
 * @param fileName only for requests about this file; null for any
 * @param jobId only for requests that name this job; null for any
 */
public record FaultEffect(
        Enum<?> call,
        Phase phase,
        Action action,
        Answer answer,
        boolean truncated,
        Duration delay,
        String fileName,
        String jobId) {

    /** How far the simulator gets with a request before the fault strikes. */
    public enum Phase {
        /** Only the headers have been read. */
        BEFORE_BODY,
        /** The whole request has arrived and has no effect: no job is made, none is released. */
        BEFORE_PROCESSING,
        /** The request had its effect (a job was made and paid for); only the answer suffers. */
        AFTER_PROCESSING
    }

    /** What happens to the connection. */
    public enum Action {
        /** An answer is sent. */
        ANSWER,
        /** The connection is reset without an answer. */
        RESET,
        /** Nothing is ever sent. */
        HANG
    }

    /** Whether it strikes such a request. */
    public boolean fits(Enum<?> struckCall, boolean bodyRead, String struckFileName, String struckJobId) {
        return bodyRead == (phase != Phase.BEFORE_BODY)
                && (call == null || call == struckCall)
                && (fileName == null || fileName.equals(struckFileName))
                && (jobId == null || jobId.equals(struckJobId));
    }
}
