/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in plain text that is a Markdown table as well. */
final class ResultTable {

    private ResultTable() {}

    /** The table. */
    static String of(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Row.HEADER.cells());
        rows.forEach(row -> lines.add(row.cells()));
        int[] widths = new int[Row.HEADER.cells().size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (int number = 0; number < lines.size(); number++) {
            append(table, lines.get(number), widths, ' ');
            if (number == 0) {
                append(table, Collections.nCopies(widths.length, ""), widths, '-');
            }
        }
        return table.toString();
    }

    private static void append(StringBuilder table, List<String> cells, int[] widths, char filler) {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            table.append('|')
                    .append(filler)
                    .append(cell)
                    .append(String.valueOf(filler).repeat(widths[column] - cell.length() + 1));
        }
        table.append("|\n");
    }
}
