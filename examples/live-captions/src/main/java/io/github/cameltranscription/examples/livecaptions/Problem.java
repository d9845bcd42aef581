/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import com.fasterxml.jackson.annotation.JsonValue;

import io.github.cameltranscription.error.TranscriptionException;

/** Why a session ended, in the terms of the page. The details are in the server's log. */
enum Problem {
    /** The number of sessions is at its limit. */
    SESSION_LIMIT("session-limit"),
    /** The page has sent an invalid message. */
    BAD_MESSAGE("bad-message"),
    /** The provider accepts audio too slowly. */
    PROVIDER_SLOW("provider-slow"),
    /** The provider does not accept the server's token. */
    PROVIDER_REFUSED("provider-refused"),
    /** The account has no balance. */
    PROVIDER_UNPAID("provider-unpaid"),
    /** The provider rejects the session for load. */
    PROVIDER_BUSY("provider-busy"),
    /** The provider cannot be reached, or has failed. */
    PROVIDER_UNAVAILABLE("provider-unavailable"),
    /** Anything else. */
    SERVER_FAILED("server-failed");

    private final String code;

    Problem(String code) {
        this.code = code;
    }

    /** The name of the problem in a message. */
    @JsonValue
    String code() {
        return code;
    }

    /** The problem of a failed route. */
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
