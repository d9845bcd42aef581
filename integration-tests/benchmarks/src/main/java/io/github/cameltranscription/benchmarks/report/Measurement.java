/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * One figure over all rounds.
 *
 * @param values one of each round, in order
 */
public record Measurement(List<Double> values) {

    /** Keeps its own copy. */
    public Measurement {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a measurement needs at least one round");
        }
        values = List.copyOf(values);
    }

    /** The middle value, or the mean of the two middle ones. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The smallest value. */
    public double minimum() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The largest value. */
    public double maximum() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Median and spread. */
    public String toText(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "-" + number + ")", median(), minimum(), maximum());
    }
}
