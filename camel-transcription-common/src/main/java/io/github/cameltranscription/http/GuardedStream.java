/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import org.apache.hc.core5.concurrent.Cancellable;

/**
 * The body of an answer, which fails if it is too large or arrives too slowly. Only the time inside a read counts, so a
 * route may read slowly.
 */
final class GuardedStream extends FilterInputStream {

    private static final int SKIP = 8 * 1024;

    private final Cancellable request;
    private final long limit;
    private final long window;
    private long count;
    private long waited;
    private long countBefore;
    private boolean ended;

    GuardedStream(InputStream in, Cancellable request, long limit, Duration window) {
        super(in);
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
        int read = super.read(buffer, offset, length);
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

    @Override
    public long skip(long number) throws IOException {
        return Math.max(0, read(new byte[SKIP], 0, (int) Math.min(number, SKIP)));
    }

    /** HttpClient reads a body to its end when it is closed, but this body may be endless. */
    @Override
    public void close() throws IOException {
        if (!ended) {
            request.cancel();
        }
        super.close();
    }
}
