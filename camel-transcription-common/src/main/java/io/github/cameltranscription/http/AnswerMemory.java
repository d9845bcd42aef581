/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The heap that large answers of all components may use while they are read. An answer needs several times its size
 * until it is a transcript, so that a size that is fine for one JVM is the end of another.
 */
final class AnswerMemory {

    static final AnswerMemory OF_JVM = new AnswerMemory(Runtime.getRuntime().maxMemory() / 8);

    private final long size;
    private final AtomicLong used = new AtomicLong();

    AnswerMemory(long size) {
        this.size = size;
    }

    /** The most that one answer can get, in bytes. */
    long size() {
        return size;
    }

    /** Whether there was room for so many bytes; they are given back with {@link #free}. */
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
