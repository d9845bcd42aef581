/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * An answer whose body is read as it comes. Reading or closing it gives the connection back.
 *
 * @param status  the HTTP status
 * @param headers by lower-case name
 * @param body    {@code null} if there is none
 */
public record StreamedAnswer(int status, Map<String, String> headers, InputStream body)
        implements ResponseHead, AutoCloseable {

    private static final int STEP = 16 * 1024;

    /**
     * Reads the body, or as much of it as fits.
     *
     * @return             whether all of it fitted
     * @throws IOException if it breaks off
     */
    boolean readInto(AnswerBuffer buffer, Transfer transfer) throws IOException {
        if (body == null) {
            return true;
        }
        byte[] step = new byte[STEP];
        for (int count = body.read(step); count >= 0; count = body.read(step)) {
            transfer.moved(count);
            if (!buffer.append(ByteBuffer.wrap(step, 0, count))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The beginning of the body.
     *
     * @throws IOException if it breaks off
     */
    byte[] readAtMost(int length) throws IOException {
        return body == null ? new byte[0] : body.readNBytes(length);
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
