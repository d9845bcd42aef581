/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;

import io.github.cameltranscription.http.BodyBuffer;

/** A callback that is being received: its id, and its body as far as it has been read. One thread at a time uses it. */
final class ShopotCallback {

    private final ShopotCallbackId id;
    private final int limit;
    private final ShopotBodyRoom room;
    private final BodyBuffer body;
    private boolean closed;

    /**
     * @param id    the id that the header proved; {@code null} if the body has to prove one
     * @param limit the maximum size of the body, in bytes
     * @param room  the room that this body takes until it is closed
     */
    ShopotCallback(ShopotCallbackId id, int limit, ShopotBodyRoom room) {
        this.id = id;
        this.limit = limit;
        this.room = room;
        this.body = new BodyBuffer(limit, room.memory());
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
    void append(byte[] bytes, int length) {
        try {
            if (!body.append(ByteBuffer.wrap(bytes, 0, length))) {
                throw tooLarge(limit);
            }
        } catch (IOException noMemory) {
            throw new ShopotRefusal(
                    HttpURLConnection.HTTP_UNAVAILABLE, "other large callbacks use all memory for callbacks");
        }
    }

    static ShopotRefusal tooLarge(int limit) {
        return new ShopotRefusal(
                HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
                "it has more than " + limit + " bytes, which is the lesser of maxPayloadSize and a "
                        + ShopotWebhookService.HEAP_SHARE + "th of the heap");
    }

    /** Removes and returns the whole body. */
    byte[] takeBody() {
        return body.toBytes();
    }

    /** Gives the memory back; a second call has no effect. */
    void close() {
        if (!closed) {
            closed = true;
            body.close();
            room.bodies().release();
        }
    }
}
