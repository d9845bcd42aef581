/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.cameltranscription.testing.TestSize;

/**
 * When a process is killed: a number of milliseconds after a number of steps. Each recording has three steps: it is
 * submitted, its transcript is fetched, and its job is released. So the kills hit all phases on machines of any speed.
 *
 * @param seed  determines steps and lag
 * @param steps of all recordings together
 * @param lag   time from the last of these steps to the kill
 */
record KillMoment(long seed, int steps, Duration lag) {

    private static final int STEPS_OF_ALL = 3 * Workspace.RECORDINGS;
    private static final int LONGEST_LAG_MILLIS = 50;

    /** This seed kills in the middle: some recordings are done, some under way, some not yet sent. */
    private static final long SMALL_SEED = 2;

    static KillMoment of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int steps = 1 + random.nextInt(STEPS_OF_ALL);
        return new KillMoment(seed, steps, Duration.ofMillis(random.nextInt(LONGEST_LAG_MILLIS)));
    }

    /**
     * The moments of one run: {@code crash.kills} of them (default 1, with {@code -Pfull} 20 at new moments), for the
     * seed {@code crash.seed} and the next ones.
     */
    static Stream<KillMoment> all() {
        String seed = System.getProperty("crash.seed", "");
        long first =
                !seed.isEmpty() ? Long.parseLong(seed) : TestSize.isFull() ? System.currentTimeMillis() : SMALL_SEED;
        return LongStream.range(first, first + Integer.getInteger("crash.kills", TestSize.of(1, 20)))
                .mapToObj(KillMoment::of);
    }

    @Override
    public String toString() {
        return "seed " + seed + ": killed " + lag.toMillis() + " ms after step " + steps + " of " + STEPS_OF_ALL;
    }
}
