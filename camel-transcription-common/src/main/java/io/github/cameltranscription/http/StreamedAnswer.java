/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer with its body as a stream. Reading it to its end or closing it returns the connection.
 *
 * @param status  the HTTP status
 * @param headers by lower-case name
 * @param body    never {@code null}
 */
public record StreamedAnswer(int status, Map<String, String> headers, InputStream body)
        implements ResponseHead, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);

    /** An answer without a body has an empty one. */
    public StreamedAnswer {
        body = body == null ? InputStream.nullInputStream() : body;
    }

    /** Leaves out headers and body. */
    @Override
    public String toString() {
        return "HTTP " + status + ", streamed";
    }

    @Override
    public void discard() {
        try {
            close();
        } catch (IOException broken) {
            LOG.debug("An answer that is not used could not be closed", broken);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
