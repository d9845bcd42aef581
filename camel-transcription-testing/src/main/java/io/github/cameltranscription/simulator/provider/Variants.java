/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.util.Objects;
import java.util.Random;

/**
 * Which variant of a provider's API the next answer follows: always the same one, or another each time, by a seed.
 * Internal.
 *
 * @param <V> the provider's variants
 */
public final class Variants<V extends Enum<V>> {

    private final V[] all;
    private V named;
    private Random random;

    /** {@code first} from now on, until another is named. */
    public Variants(V first) {
        all = first.getDeclaringClass().getEnumConstants();
        named = first;
    }

    /** This one from now on. */
    public synchronized void name(V variant) {
        named = Objects.requireNonNull(variant);
        random = null;
    }

    /** Another for each answer from now on; the same seed gives the same order. */
    public synchronized void mix(long seed) {
        random = new Random(seed);
        named = all[random.nextInt(all.length)];
    }

    /** What stays the same for the whole of a mixture too, such as a path. */
    public synchronized V named() {
        return named;
    }

    /** For one answer. */
    public synchronized V next() {
        return random == null ? named : all[random.nextInt(all.length)];
    }
}
