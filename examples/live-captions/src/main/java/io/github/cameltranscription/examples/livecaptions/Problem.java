/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import com.fasterxml.jackson.annotation.JsonValue;

import io.github.cameltranscription.error.TranscriptionException;

/** Why a session ended, as far as it is the browser's business. What exactly went wrong is in the server's log. */
enum Problem {
    /** As many sessions are open as there may be. */
    SESSION_LIMIT("session-limit"),
    /** The page sends what it must not. */
    BAD_MESSAGE("bad-message"),
    /** The provider does not keep up. */
    PROVIDER_SLOW("provider-slow"),
    /** The provider does not accept the server's token. */
    PROVIDER_REFUSED("provider-refused"),
    /** The provider wants to be paid. */
    PROVIDER_UNPAID("provider-unpaid"),
    /** The provider has too much to do. */
    PROVIDER_BUSY("provider-busy"),
    /** The provider cannot be reached, or has failed. */
    PROVIDER_UNAVAILABLE("provider-unavailable"),
    /** Anything else. */
    SERVER_FAILED("server-failed");

    private final String code;

    Problem(String code) {
        this.code = code;
    }

    /** As the page knows it. */
    @JsonValue
    String code() {
        return code;
    }

    /** What a failure of the route is for the browser. */
    static Problem of(Throwable failure) {
        if (!(failure instanceof TranscriptionException known)) {
            return SERVER_FAILED;
        }
        return switch (known.getCategory()) {
            case AUTHENTICATION -> PROVIDER_REFUSED;
            case INSUFFICIENT_BALANCE -> PROVIDER_UNPAID;
            case RATE_LIMITED -> PROVIDER_BUSY;
            case PROVIDER_UNAVAILABLE, JOB_TIMED_OUT, JOB_INTERRUPTED, JOB_FAILED -> PROVIDER_UNAVAILABLE;
            default -> SERVER_FAILED;
        };
    }
}
