/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Body;
import io.github.cameltranscription.http.VerdictTable.Row;
import io.github.cameltranscription.testing.ComponentContract.Verdicts;

/**
 * The page about errors. The verdicts of a provider stand between {@code <!-- NAME: START -->} and
 * {@code <!-- NAME: END -->} and are made of its table; all else is written by hand.
 */
final class ErrorsPage {

    static final Path FILE = Path.of("..", "docs", "errors.md");

    private static final String HEAD = "| asked | answer | body | verdict | category |\n|---|---|---|---|---|\n";
    private static final int HIGHEST_STATUS = 999;

    private ErrorsPage() {}

    /** The page with the rows of a table. */
    static String withVerdicts(String text, Verdicts verdicts) {
        VerdictTable table = verdicts.table();
        String rows = table.rows().stream()
                .filter(row -> verdicts.phases().contains(row.phase()) && canFit(table, row))
                .sorted(Comparator.comparing(Row::phase))
                .map(ErrorsPage::line)
                .collect(Collectors.joining());
        return ModuleFiles.withTable(
                text,
                "<!-- " + verdicts.name() + ": START -->\n",
                "\n" + own(table) + HEAD + rows + "\n",
                "<!-- " + verdicts.name() + ": END -->\n");
    }

    private static boolean canFit(VerdictTable table, Row row) {
        return row.body() != Body.OWN || !table.errorMembers().isEmpty();
    }

    private static String own(VerdictTable table) {
        return table.errorMembers().isEmpty()
                ? ""
                : table.errorMembers().stream()
                        .sorted()
                        .collect(Collectors.joining("`, `", "An own body is a JSON object with one of: `", "`.\n\n"));
    }

    private static String line(Row row) {
        return "| " + lowerCase(row.phase()) + " | " + answer(row) + " | " + body(row) + " | "
                + (row.verdict() == null ? "" : lowerCase(row.verdict())) + " | `" + row.category() + "` |\n";
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String answer(Row row) {
        if (row.to() == VerdictTable.NOT_CONNECTED) {
            return "no connection";
        }
        if (row.to() == VerdictTable.NO_ANSWER) {
            return "no answer";
        }
        if (row.to() == HIGHEST_STATUS) {
            return row.from() == VerdictTable.NOT_CONNECTED ? "any other, or none" : "any other";
        }
        return row.from() == row.to() ? String.valueOf(row.from()) : row.from() + " to " + row.to();
    }

    private static String body(Row row) {
        String kind =
                switch (row.body()) {
                    case ANY -> "any";
                    case OWN -> "own";
                    case RETRY_AFTER -> "any, with `Retry-After`";
                };
        return row.words().isEmpty() ? kind : kind + ", with \"" + String.join("\" or \"", row.words()) + "\"";
    }
}
