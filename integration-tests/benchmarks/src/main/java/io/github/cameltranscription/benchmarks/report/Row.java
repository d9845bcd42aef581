/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.util.List;

/**
 * One line of the table.
 *
 * @param what     what was measured
 * @param target   what it must reach
 * @param baseline the bare client's figure
 * @param ours     the component's figure
 * @param ratio    ours by the baseline's
 * @param verdict  PASS, FAIL or nothing
 */
public record Row(String what, String target, String baseline, String ours, String ratio, String verdict) {

    static final Row HEADER = new Row("what", "target", "baseline", "ours", "ratio", "verdict");

    /** A target for the ratio. */
    public static Row ofRatio(String what, Target target, Rounds rounds, String figure, int decimals) {
        Measurement ratio = rounds.ratio(figure);
        return new Row(
                what,
                target.text(),
                rounds.baseline(figure).toText(decimals),
                rounds.ours(figure).toText(decimals),
                ratio.toText(2),
                verdict(target, ratio));
    }

    /** A target for our own figure; the ratio is there to be read. */
    public static Row ofFigure(String what, Target target, Rounds rounds, String figure, int decimals) {
        return new Row(
                what,
                target.text(),
                rounds.baseline(figure).toText(decimals),
                rounds.ours(figure).toText(decimals),
                rounds.ratio(figure).toText(2),
                verdict(target, rounds.ours(figure)));
    }

    /** A figure that the bare client has not. */
    public static Row ofOurs(String what, Target target, Rounds rounds, String figure, int decimals) {
        Measurement ours = rounds.ours(figure);
        return new Row(what, target.text(), "-", ours.toText(decimals), "-", verdict(target, ours));
    }

    private static String verdict(Target target, Measurement measurement) {
        if (target == Target.NONE) {
            return "";
        }
        return target.reached().test(measurement.median()) ? "PASS" : "FAIL";
    }

    /** Whether the target was missed. */
    public boolean isMissed() {
        return verdict.equals("FAIL");
    }

    List<String> cells() {
        return List.of(what, target, baseline, ours, ratio, verdict);
    }
}
