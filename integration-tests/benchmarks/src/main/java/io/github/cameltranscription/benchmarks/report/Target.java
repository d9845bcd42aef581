/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.math.BigDecimal;
import java.util.function.DoublePredicate;

/**
 * What a median must reach.
 *
 * @param text    as the reader sees it
 * @param reached whether a median does
 */
public record Target(String text, DoublePredicate reached) {

    /** For rows without a target. */
    public static final Target NONE = new Target("-", median -> true);

    /** At most this figure. */
    public static Target atMost(double limit) {
        return new Target("at most " + text(limit), median -> median <= limit);
    }

    /** At most this multiple of the baseline. */
    public static Target atMostTimes(double limit) {
        return new Target("at most " + text(limit) + " x", median -> median <= limit);
    }

    /** Less than this figure, which the reader sees as this text. */
    public static Target below(double limit, String text) {
        return new Target("below " + text, median -> median < limit);
    }

    /** At least this figure. */
    public static Target atLeast(double limit) {
        return new Target("at least " + text(limit), median -> median >= limit);
    }

    /** At least this multiple of the baseline. */
    public static Target atLeastTimes(double limit) {
        return new Target("at least " + text(limit) + " x", median -> median >= limit);
    }

    private static String text(double limit) {
        return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
