/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of a comparison.
 *
 * @param list in order
 */
public record Rounds(List<Round> list) {

    /**
     * Both sides measured one right after the other, so that their ratio is valid even if the machine becomes slower.
     *
     * @param baseline the bare client's figures by name
     * @param ours     the component's figures by name
     */
    public record Round(Map<String, Double> baseline, Map<String, Double> ours) {}

    /** Measures one side once. */
    @FunctionalInterface
    public interface Side {
        /** The figures by name. */
        Map<String, Double> measure() throws Exception;
    }

    /** Alternates the two sides, and which of them goes first. */
    public static Rounds alternate(int count, Side baseline, Side ours) throws Exception {
        List<Round> rounds = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Map<String, Double> bare = number % 2 == 0 ? baseline.measure() : null;
            Map<String, Double> own = ours.measure();
            rounds.add(new Round(bare == null ? baseline.measure() : bare, own));
        }
        return new Rounds(rounds);
    }

    /** One round without a bare client. */
    public static Rounds ofOurs(Map<String, Double> figures) {
        return new Rounds(List.of(new Round(Map.of(), figures)));
    }

    /** A row with a target for the ratio. */
    public Row ratioRow(String what, Target target, String figure, int decimals) {
        return row(what, target, figure, decimals, ratio(figure));
    }

    /** A row with a target for our own figure; the ratio is there to be read. */
    public Row figureRow(String what, Target target, String figure, int decimals) {
        return row(what, target, figure, decimals, ours(figure));
    }

    private Row row(String what, Target target, String figure, int decimals, Measurement judged) {
        return new Row(
                what,
                target.text(),
                each(round -> round.baseline().get(figure)).toText(decimals),
                ours(figure).toText(decimals),
                ratio(figure).toText(2),
                verdict(target, judged));
    }

    /** A row for a figure that the bare client does not have. */
    public Row oursRow(String what, Target target, String figure, int decimals) {
        return new Row(what, target.text(), "-", ours(figure).toText(decimals), "-", verdict(target, ours(figure)));
    }

    private static String verdict(Target target, Measurement measurement) {
        if (target == Target.NONE) {
            return "";
        }
        return target.reached().test(measurement.median()) ? "PASS" : "FAIL";
    }

    private Measurement ours(String figure) {
        return each(round -> round.ours().get(figure));
    }

    /** Ours by the bare client's, round by round. */
    public Measurement ratio(String figure) {
        return each(round -> round.ours().get(figure) / round.baseline().get(figure));
    }

    private Measurement each(ToDoubleFunction<Round> figure) {
        return new Measurement(list.stream().map(figure::applyAsDouble).toList());
    }
}
