/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

/** How far the simulator gets with a request before a fault strikes. */
enum FaultPhase {
    /** Only the headers have been read. */
    BEFORE_BODY,
    /** The whole request has arrived and has no effect: no job is made, none is released. */
    BEFORE_PROCESSING,
    /** The request had its effect (a job was made and paid for); only the answer suffers. */
    AFTER_PROCESSING
}
