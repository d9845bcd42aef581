/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * An answer whose body is read as it comes. Reading or closing it gives the connection back.
 *
 * @param status  the HTTP status
 * @param headers by lower-case name
 * @param body    {@code null} if there is none
 */
public record StreamedAnswer(int status, Map<String, String> headers, InputStream body)
        implements HttpHead, AutoCloseable {

    /**
     * Reads the whole body.
     *
     * @throws IOException if it breaks off
     */
    public byte[] readAll() throws IOException {
        return body == null ? new byte[0] : body.readAllBytes();
    }

    /** Leaves out headers and body. */
    @Override
    public String toString() {
        return "HTTP " + status + ", streamed";
    }

    @Override
    public void close() throws IOException {
        if (body != null) {
            body.close();
        }
    }
}
