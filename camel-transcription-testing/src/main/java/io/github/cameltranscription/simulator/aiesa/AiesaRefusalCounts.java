/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.concurrent.atomic.AtomicLong;

/** What a client must not do, counted. */
final class AiesaRefusalCounts {

    private final AtomicLong signatures = new AtomicLong();
    private final AtomicLong signedOnCdn = new AtomicLong();

    void countSignature() {
        signatures.incrementAndGet();
    }

    void countSignedOnCdn() {
        signedOnCdn.incrementAndGet();
    }

    long signatures() {
        return signatures.get();
    }

    long signedOnCdn() {
        return signedOnCdn.get();
    }

    void clear() {
        signatures.set(0);
        signedOnCdn.set(0);
    }
}
