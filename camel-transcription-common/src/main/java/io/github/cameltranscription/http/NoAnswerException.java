/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;

/** No answer came: the connection could not be made, broke, or stayed silent. */
public final class NoAnswerException extends IOException {

    private final boolean neverSent;

    NoAnswerException(String message, boolean neverSent, Throwable cause) {
        super(message, cause);
        this.neverSent = neverSent;
    }

    /** Whether certainly nothing of the request reached the other side. */
    public boolean isNeverSent() {
        return neverSent;
    }
}
