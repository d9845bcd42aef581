/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import org.apache.hc.core5.concurrent.Cancellable;

/**
 * The body of an answer, which fails if it is too large or arrives too slowly. Only the time inside a read counts, so a
 * route may read slowly.
 */
final class GuardedStream extends InputStream {

    private final InputStream in;
    private final Cancellable request;
    private final long limit;
    private final long window;
    private long count;
    private long waited;
    private long countBefore;
    private boolean ended;

    GuardedStream(InputStream in, Cancellable request, long limit, Duration window) {
        this.in = in;
        this.request = request;
        this.limit = limit;
        this.window = window.toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long begun = System.nanoTime();
        int read = in.read(buffer, offset, length);
        waited += System.nanoTime() - begun;
        if (read < 0) {
            ended = true;
            return read;
        }
        count += read;
        if (count > limit) {
            throw OversizedAnswerException.ofBody(AnswerKind.FILE, limit);
        }
        if (waited > window) {
            String reason = Transfer.tooSlow(count - countBefore, waited);
            if (reason != null) {
                throw new IOException(reason);
            }
            waited = 0;
            countBefore = count;
        }
        return read;
    }

    /** HttpClient reads a body to its end when it is closed, but this body may be endless. */
    @Override
    public void close() throws IOException {
        if (!ended) {
            request.cancel();
        }
        in.close();
    }
}
