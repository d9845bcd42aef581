/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.util.function.DoublePredicate;

/**
 * What a median must reach.
 *
 * @param text    as the reader sees it
 * @param reached whether a median does
 */
public record Target(String text, DoublePredicate reached) {

    /** For rows that are there to be read. */
    public static final Target NONE = new Target("-", median -> true);

    /** No more than this. */
    public static Target atMost(double limit, String text) {
        return new Target("at most " + text, median -> median <= limit);
    }

    /** Less than this. */
    public static Target below(double limit, String text) {
        return new Target("below " + text, median -> median < limit);
    }

    /** No less than this. */
    public static Target atLeast(double limit, String text) {
        return new Target("at least " + text, median -> median >= limit);
    }
}
