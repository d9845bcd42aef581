/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that large bodies may use together while they are read. A body needs several times its size until it is a
 * transcript, so a size that suits one JVM may exhaust another.
 */
public final class BodyMemory {

    /** For the answers that all components read. */
    static final BodyMemory OF_ANSWERS = new BodyMemory(Runtime.getRuntime().maxMemory() / 8);

    private final long size;
    private final AtomicLong used = new AtomicLong();

    /**
     * @param size the bytes that all bodies may use together
     */
    public BodyMemory(long size) {
        this.size = size;
    }

    /** The most that one body can get, in bytes. */
    long size() {
        return size;
    }

    /** Reserves memory, which {@link #free} returns; {@code false} if there is not enough. */
    boolean reserve(long bytes) {
        if (used.addAndGet(bytes) > size) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void free(long bytes) {
        used.addAndGet(-bytes);
    }
}
