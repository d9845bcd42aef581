/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Body;
import io.github.cameltranscription.http.VerdictTable.Phase;
import io.github.cameltranscription.http.VerdictTable.Row;

/**
 * The page about errors. The verdicts of a provider stand between {@code <!-- NAME: START -->} and
 * {@code <!-- NAME: END -->} and are made of its table; all else is written by hand.
 */
public final class ErrorsPage {

    private static final Path FILE = Path.of("..", "docs", "errors.md");
    private static final String HEAD = "| asked | answer | body | verdict | category |\n|---|---|---|---|---|\n";
    private static final int HIGHEST_STATUS = 999;

    private ErrorsPage() {}

    /**
     * The page as it is committed. In the mode of {@link ComponentPage} that writes, the rows have just been written.
     *
     * @param name  what the marks are called
     * @param table the rows
     * @param asked what the provider is asked
     */
    public static String text(String name, VerdictTable table, Set<Phase> asked) {
        return locked(text -> ComponentPage.isWritten() ? withVerdicts(text, name, table, asked) : text);
    }

    /** The page with these rows. */
    public static String currentText(String name, VerdictTable table, Set<Phase> asked) {
        return withVerdicts(text(), name, table, asked);
    }

    /** The page as it is committed. */
    static String text() {
        return locked(UnaryOperator.identity());
    }

    /** Modules are built side by side, and each writes its own part. */
    private static String locked(UnaryOperator<String> change) {
        try (FileChannel channel = FileChannel.open(FILE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.lock();
            String before = Files.readString(FILE);
            String after = change.apply(before);
            if (!after.equals(before)) {
                Files.writeString(FILE, after);
            }
            return after;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String withVerdicts(String text, String name, VerdictTable table, Set<Phase> asked) {
        String start = "<!-- " + name + ": START -->\n";
        int from = text.indexOf(start);
        int to = text.indexOf("<!-- " + name + ": END -->\n");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(FILE + " needs the marks of " + name);
        }
        String rows = table.rows().stream()
                .filter(row -> asked.contains(row.phase()) && canFit(table, row))
                .sorted(Comparator.comparing(Row::phase))
                .map(ErrorsPage::line)
                .collect(Collectors.joining());
        return text.substring(0, from) + start + "\n" + own(table) + HEAD + rows + "\n" + text.substring(to);
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
        return row.words().isEmpty() ? kind : kind + ", with \"" + String.join(" ", row.words()) + "\"";
    }
}
