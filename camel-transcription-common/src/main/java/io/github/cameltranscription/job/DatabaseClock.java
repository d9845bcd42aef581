/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Instant;

/** The time of a database, carried on by a monotonic clock. */
record DatabaseClock(Instant read, long readNanos) {

    static DatabaseClock at(Instant read) {
        return new DatabaseClock(read, System.nanoTime());
    }

    Instant now() {
        return read.plusNanos(System.nanoTime() - readNanos);
    }
}
