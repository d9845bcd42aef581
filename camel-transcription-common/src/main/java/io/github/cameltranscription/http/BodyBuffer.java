/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

import com.fasterxml.jackson.core.util.ByteArrayBuilder;

/**
 * Collects a body, and no more of it than is allowed. It takes memory as it grows: a body in many small chunks takes no
 * more than one in a few large ones.
 */
public final class BodyBuffer implements AutoCloseable {

    private static final int STEP = 16 * 1024;

    /** The size that is always permitted: the answer to a submission must not be lost for lack of memory. */
    private static final long NOT_COUNTED = 64 * 1024;

    private final long limit;
    private final BodyMemory memory;
    private final ByteArrayBuilder collected = new ByteArrayBuilder(0);
    private long length;
    private long reserved;
    private boolean closed;

    /**
     * @param limit  the bytes that the body may have
     * @param memory what more than 64 KB of it is counted against
     */
    public BodyBuffer(long limit, BodyMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /**
     * Appends the bytes that fit.
     *
     * @return whether all of them fit; if not, the buffer is full
     * @throws IOException if this JVM has no memory for it
     */
    public synchronized boolean append(ByteBuffer bytes) throws IOException {
        if (closed) {
            throw new IOException("the body is no longer read");
        }
        boolean fits = bytes.remaining() <= limit - length;
        byte[] chunk = new byte[fits ? bytes.remaining() : (int) (limit - length)];
        length += chunk.length;
        if (length > NOT_COUNTED) {
            reserve(chunk.length);
        }
        bytes.get(chunk);
        collected.write(chunk);
        return fits;
    }

    private void reserve(long bytes) throws IOException {
        if (!memory.reserve(bytes)) {
            throw reserved + bytes > memory.size()
                    ? OversizedAnswerException.ofHeap(memory.size())
                    : new IOException("there is no memory for this answer beside others of its size");
        }
        reserved += bytes;
    }

    /**
     * Reads the body of an answer. The status of an error is enough: its body is read as far as possible.
     *
     * @param kind named if the answer is too large
     * @param moved receives the number of bytes of each step
     * @throws IOException if the body of a 2xx answer is too large or breaks off, or this JVM has no memory for it
     */
    HttpAnswer read(ResponseHead head, AnswerKind kind, InputStream stream, LongConsumer moved) throws IOException {
        try {
            byte[] step = new byte[STEP];
            for (int count = stream.read(step); count >= 0; count = stream.read(step)) {
                moved.accept(count);
                if (!append(ByteBuffer.wrap(step, 0, count))) {
                    throw OversizedAnswerException.ofBody(kind, limit);
                }
            }
        } catch (IOException broken) {
            if (head.isSuccess()) {
                throw broken;
            }
        }
        return new HttpAnswer(head.status(), head.headers(), toBytes());
    }

    /** All collected bytes; the buffer is empty afterwards. */
    public synchronized byte[] toBytes() {
        byte[] all = collected.toByteArray();
        collected.reset();
        return all;
    }

    /** To be called when the caller has read the body: until then it counts. */
    @Override
    public synchronized void close() {
        memory.free(reserved);
        reserved = 0;
        closed = true;
    }
}
