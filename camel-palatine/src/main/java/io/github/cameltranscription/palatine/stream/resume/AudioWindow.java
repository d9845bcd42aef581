/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * The audio of a session that is still to be sent, and what was sent last and may have to be sent again. Positions are
 * bytes from the beginning of the session.
 */
public final class AudioWindow {

    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private long start;
    private long end;

    /** Adds audio at the end; the array is kept as it is. */
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

    /** How many bytes are held. */
    public long size() {
        return end - start;
    }

    /**
     * Reads audio, which stays here.
     *
     * @param position from {@link #start()} on, before {@link #end()}
     * @param most     how many bytes at most
     */
    public byte[] read(long position, int most) {
        int wanted = (int) Math.min(most, end - position);
        byte[] read = null;
        int filled = 0;
        long chunkEnd = end;
        Deque<byte[]> needed = new ArrayDeque<>();
        // From the end, because what is read is nearly always what was appended last.
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

    /** Lets go of what lies before a position, as far as it does not share a chunk with what follows. */
    public void discardBefore(long position) {
        while (!chunks.isEmpty() && start + chunks.peekFirst().length <= position) {
            start += chunks.removeFirst().length;
        }
    }
}
