/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** The memory for the bodies of callbacks that are under way: so many bodies, and so many bytes of the large ones. */
final class ShopotBodyRoom {

    /** A smaller body takes no bytes: the number of bodies bounds them, and large ones do not keep them out. */
    static final int SMALL = 64 * 1024;

    private final Semaphore bodies;
    private final AtomicLong bytesLeft;

    ShopotBodyRoom(int bodies, long bytes) {
        this.bodies = new Semaphore(bodies);
        this.bytesLeft = new AtomicLong(bytes);
    }

    /** Whether there is room for one body more; {@link #leave} ends what this begins. */
    boolean enter() {
        return bodies.tryAcquire();
    }

    /** Whether there is room for so many bytes more. */
    boolean take(long bytes) {
        if (bytesLeft.addAndGet(-bytes) >= 0) {
            return true;
        }
        bytesLeft.addAndGet(bytes);
        return false;
    }

    /** Gives back a body and the bytes it took. */
    void leave(long taken) {
        bytesLeft.addAndGet(taken);
        bodies.release();
    }
}
