/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.util.List;

/**
 * One comparison's part of the results.
 *
 * @param title what was compared under which load
 * @param rows  the lines of its table
 */
public record Section(String title, List<Row> rows) {

    /** Whether a target was missed. */
    public boolean isMissed() {
        return rows.stream().anyMatch(Row::isMissed);
    }

    /** Title and table. */
    public String toText() {
        return title + "\n\n" + ResultTable.of(rows);
    }
}
