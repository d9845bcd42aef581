/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

/** Ends a session with an error message. */
final class StreamError extends RuntimeException {

    private final StreamErrorCode code;

    StreamError(StreamErrorCode code, String message) {
        // The trace of a client's mistake is of no interest.
        super(message, null, false, false);
        this.code = code;
    }

    StreamErrorCode code() {
        return code;
    }
}
