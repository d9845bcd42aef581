/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Collects a body in pieces, and no more of it than is allowed. It takes memory as it grows: a body in many small chunks
 * takes no more than one in a few large ones.
 */
public final class BodyBuffer implements AutoCloseable {

    private static final int LARGEST_FIRST_PIECE = 4 * 1024;
    private static final int STEP = 16 * 1024;
    private static final int LARGEST_PIECE = 1024 * 1024;

    /** The size that is always permitted: the answer to a submission must not be lost for lack of memory. */
    private static final long NOT_COUNTED = 64 * 1024;

    private final long limit;
    private final BodyMemory memory;
    private final List<byte[]> full = new ArrayList<>(0);
    private byte[] piece;
    private int filled;
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
        boolean fits = bytes.remaining() <= limit - length;
        long left = fits ? bytes.remaining() : limit - length;
        while (left > 0) {
            if (piece == null || filled == piece.length) {
                addPiece(left);
            }
            int count = (int) Math.min(left, piece.length - filled);
            bytes.get(piece, filled, count);
            filled += count;
            length += count;
            left -= count;
        }
        return fits;
    }

    /**
     * Reads as much of a stream as fits.
     *
     * @param moved receives the number of bytes of each step
     * @return whether all of it fit
     * @throws IOException if it breaks off, or this JVM has no memory for it
     */
    boolean readFrom(InputStream stream, LongConsumer moved) throws IOException {
        byte[] step = new byte[STEP];
        for (int count = stream.read(step); count >= 0; count = stream.read(step)) {
            moved.accept(count);
            if (!append(ByteBuffer.wrap(step, 0, count))) {
                return false;
            }
        }
        return true;
    }

    private void addPiece(long wanted) throws IOException {
        if (closed) {
            throw new IOException("nothing reads this body any longer");
        }
        int grown = piece == null
                ? (int) Math.min(wanted, LARGEST_FIRST_PIECE)
                : Math.min(Math.max(piece.length, LARGEST_FIRST_PIECE) * 2, LARGEST_PIECE);
        int next = (int) Math.min(grown, limit - length);
        if (length + next > NOT_COUNTED) {
            if (!memory.reserve(next)) {
                throw reserved + next > memory.size()
                        ? OversizedAnswerException.ofHeap(memory.size())
                        : new IOException("there is no memory for this answer beside others of its size");
            }
            reserved += next;
        }
        if (piece != null) {
            full.add(piece);
        }
        piece = new byte[next];
        filled = 0;
    }

    /** All collected bytes; releases the pieces. */
    public synchronized byte[] toBytes() {
        if (full.isEmpty() && piece != null && filled == piece.length) {
            return piece;
        }
        byte[] all = new byte[(int) length];
        int at = 0;
        for (byte[] part : full) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        if (piece != null) {
            System.arraycopy(piece, 0, all, at, filled);
        }
        full.clear();
        piece = null;
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
