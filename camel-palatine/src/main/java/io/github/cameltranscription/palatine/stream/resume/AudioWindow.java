/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * The audio of a session that waits to be sent, or was sent and may have to be sent again. Positions are bytes from the
 * beginning of the session.
 */
public final class AudioWindow {

    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private long start;
    private long end;

    /** Adds audio at the end, without a copy of the array. */
    public void append(byte[] audio) {
        if (audio.length > 0) {
            chunks.addLast(audio);
            end += audio.length;
        }
    }

    /** The first byte that is still here. */
    public long start() {
        return start;
    }

    /** Behind the last byte. */
    public long end() {
        return end;
    }

    /** The number of bytes held. */
    public long size() {
        return end - start;
    }

    /**
     * Reads audio without removing it.
     *
     * @param position from {@link #start()} on, before {@link #end()}
     * @param most how many bytes at most
     */
    public byte[] read(long position, int most) {
        int wanted = (int) Math.min(most, end - position);
        byte[] read = null;
        int filled = 0;
        long chunkEnd = end;
        Deque<byte[]> needed = new ArrayDeque<>();
        // Searches from the end: nearly always the audio appended last is read.
        Iterator<byte[]> backwards = chunks.descendingIterator();
        while (chunkEnd > position) {
            byte[] chunk = backwards.next();
            needed.addFirst(chunk);
            chunkEnd -= chunk.length;
        }
        int offset = (int) (position - chunkEnd);
        for (byte[] chunk : needed) {
            int length = Math.min(wanted - filled, chunk.length - offset);
            if (length == wanted) {
                return length == chunk.length ? chunk : Arrays.copyOfRange(chunk, offset, offset + length);
            }
            read = read == null ? new byte[wanted] : read;
            System.arraycopy(chunk, offset, read, filled, length);
            filled += length;
            offset = 0;
            if (filled == wanted) {
                break;
            }
        }
        return read;
    }

    /** Discards the chunks that end before a position. */
    public void discardBefore(long position) {
        while (!chunks.isEmpty() && start + chunks.peekFirst().length <= position) {
            start += chunks.removeFirst().length;
        }
    }
}
