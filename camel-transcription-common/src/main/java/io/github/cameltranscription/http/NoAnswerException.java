/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;

import io.github.cameltranscription.error.OutsideText;

/** No answer came: the connection could not be made, broke, or stayed silent. */
public final class NoAnswerException extends IOException {

    private final boolean neverSent;

    NoAnswerException(String message, boolean neverSent, Throwable cause) {
        super(OutsideText.printable(message), cause);
        this.neverSent = neverSent;
    }

    /** Whether certainly nothing of the request reached the other side. */
    public boolean isNeverSent() {
        return neverSent;
    }
}
