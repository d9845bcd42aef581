/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A callback that is coming in: its id, and its body as far as it has been read. Used by one thread after another. */
final class ShopotCallback {

    private static final int BLOCK = 16 * 1024;

    private final ShopotCallbackId id;
    private final int limit;
    private final ShopotBodyRoom room;

    /** Blocks of a fixed size: a body in many small chunks takes no more memory than one in a few large ones. */
    private final List<byte[]> blocks = new ArrayList<>();

    private int size;
    private long taken;
    private boolean closed;

    /**
     * @param id    proven by the header; {@code null} if the body has to prove it
     * @param limit the bytes that the body may have
     * @param room  entered already
     */
    ShopotCallback(ShopotCallbackId id, int limit, ShopotBodyRoom room) {
        this.id = id;
        this.limit = limit;
        this.room = room;
    }

    /** The id that the header proved, or {@code null}. */
    ShopotCallbackId id() {
        return id;
    }

    /**
     * Takes the next bytes of the body.
     *
     * @throws ShopotRefusal if the body is too large, or there is no memory for it now
     */
    void append(byte[] bytes, int length) throws ShopotRefusal {
        if (length > limit - size) {
            throw tooLarge(limit);
        }
        long large = Math.max(0L, (long) size + length - ShopotBodyRoom.SMALL);
        if (large > taken) {
            if (!room.take(large - taken)) {
                throw new ShopotRefusal(
                        HttpURLConnection.HTTP_UNAVAILABLE, "other large callbacks take all memory for them");
            }
            taken = large;
        }
        for (int done = 0; done < length; ) {
            int used = size % BLOCK;
            if (used == 0) {
                blocks.add(new byte[BLOCK]);
            }
            int part = Math.min(length - done, BLOCK - used);
            System.arraycopy(bytes, done, blocks.get(blocks.size() - 1), used, part);
            size += part;
            done += part;
        }
    }

    static ShopotRefusal tooLarge(int limit) {
        return new ShopotRefusal(
                HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
                "it has more than " + limit + " bytes, which is the lesser of maxPayloadSize and a "
                        + ShopotWebhookService.HEAP_SHARE + "th of the heap");
    }

    /** The body. */
    InputStream stream() {
        List<InputStream> streams = new ArrayList<>(blocks.size());
        int left = size;
        for (byte[] block : blocks) {
            streams.add(new ByteArrayInputStream(block, 0, Math.min(left, BLOCK)));
            left -= BLOCK;
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    /** The body as text; afterwards it is no longer there as bytes. */
    String takeText() {
        byte[] bytes = new byte[size];
        for (int i = 0; i < blocks.size(); i++) {
            System.arraycopy(blocks.get(i), 0, bytes, i * BLOCK, Math.min(size - i * BLOCK, BLOCK));
        }
        blocks.clear();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Gives the memory back; again has no effect. */
    void close() {
        if (!closed) {
            closed = true;
            blocks.clear();
            room.leave(taken);
        }
    }
}
