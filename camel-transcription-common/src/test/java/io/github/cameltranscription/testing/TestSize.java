/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

/**
 * The two sizes of a heavy test (simulation, fuzzing, matrix, crash test): a small one with fixed seeds in the default build, and
 * the full one, which {@code ./mvnw -Pfull verify} runs by setting the system property {@value #FULL_PROPERTY}.
 */
public final class TestSize {

    public static final String FULL_PROPERTY = "transcription.full";

    private TestSize() {}

    public static boolean isFull() {
        return Boolean.getBoolean(FULL_PROPERTY);
    }

    /**
     * A count or a number of seconds.
     *
     * @param small in the default build
     * @param full  with {@code -Pfull}
     */
    public static int of(int small, int full) {
        return isFull() ? full : small;
    }
}
