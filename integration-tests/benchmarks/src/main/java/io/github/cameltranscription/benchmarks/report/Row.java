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

    /** Whether the target was missed. */
    public boolean isMissed() {
        return verdict.equals("FAIL");
    }

    List<String> cells() {
        return List.of(what, target, baseline, ours, ratio, verdict);
    }
}
