/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

import io.github.cameltranscription.error.OutsideText;

/** There was no answer: the connection could not be made, broke, or timed out. */
public final class NoAnswerException extends IOException {

    private final boolean neverSent;

    NoAnswerException(String message, boolean neverSent, Throwable cause) {
        super(OutsideText.printable(message), cause);
        this.neverSent = neverSent;
    }

    /** What a failure of the connection means for the request. */
    static NoAnswerException of(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        String message = failure.getMessage() == null ? name : name + ": " + failure.getMessage();
        return new NoAnswerException(message, isBeforeSending(failure), failure);
    }

    /** A proxy could not connect to the provider. */
    static NoAnswerException ofProxy(int status) {
        return new NoAnswerException("a proxy answers HTTP " + status + " to CONNECT", true, null);
    }

    /** A gateway has sent a page in place of the provider's answer. */
    static NoAnswerException ofPage(int status) {
        return new NoAnswerException("HTTP " + status + " with an HTML page, as from a proxy", false, null);
    }

    /** The component is stopped, so nothing is sent; {@code cause} may be {@code null}. */
    static NoAnswerException stopped(Throwable cause) {
        return new NoAnswerException("the component is stopped", true, cause);
    }

    /** Whether the failure happened before anything was sent, so that the server cannot know the request. */
    static boolean isBeforeSending(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof ConnectionRequestTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLHandshakeException;
    }

    /** Whether certainly nothing of the request reached the server. */
    public boolean isNeverSent() {
        return neverSent;
    }
}
