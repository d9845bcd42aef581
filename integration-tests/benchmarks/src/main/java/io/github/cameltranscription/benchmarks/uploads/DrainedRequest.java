/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads requests from a connection and discards them at little cost. For one thread. */
final class DrainedRequest {

    private final InputStream in;
    private final byte[] buffer = new byte[256 * 1024];
    private int position;
    private int limit;
    private long contentLength;
    private boolean chunked;

    DrainedRequest(InputStream in) {
        this.in = in;
    }

    /**
     * Reads one request.
     *
     * @return the length of its body, or -1 if the connection has ended
     */
    long drain() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        contentLength = 0;
        chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            header(line.toLowerCase(Locale.ROOT));
        }
        if (!chunked) {
            skip(contentLength);
            return contentLength;
        }
        long length = 0;
        for (long chunk = chunkLength(); chunk > 0; chunk = chunkLength()) {
            skip(chunk);
            line();
            length += chunk;
        }
        line();
        return length;
    }

    private void header(String line) {
        if (line.startsWith("content-length:")) {
            contentLength = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
        } else if (line.startsWith("transfer-encoding:")) {
            chunked = line.endsWith("chunked");
        }
    }

    private long chunkLength() throws IOException {
        return Long.parseLong(line().strip(), 16);
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (position == limit && !fill()) {
                throw new EOFException("the connection ended " + left + " bytes early");
            }
            int step = (int) Math.min(left, limit - position);
            position += step;
            left -= step;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (position == limit && !fill()) {
                throw new EOFException("the connection ended in a line");
            }
            char next = (char) buffer[position++];
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append(next);
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
