/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

/** The documented codes of error messages, each with the close code that follows it (palatine-streaming.ru.txt). */
public enum StreamErrorCode {
    /** Wrong or missing token. */
    AUTH_ERROR(4001),
    /** Codec that the service does not have. */
    UNSUPPORTED_CODEC(4003),
    /** Audio that cannot be decoded; the document names no close code of its own. */
    DECODE_ERROR(4000),
    /** The recogniser is not available. */
    ML_SERVICE_ERROR(4002),
    /** Anything wrong about the audio; the document names no close code of its own. */
    PROCESSING_ERROR(4000),
    /** The service itself has failed. */
    INTERNAL_ERROR(4000);

    private final int closeCode;

    StreamErrorCode(int closeCode) {
        this.closeCode = closeCode;
    }

    /** The WebSocket close code that follows such an error. */
    public int closeCode() {
        return closeCode;
    }
}
