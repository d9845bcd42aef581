/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.cameltranscription.component.OptionTable;

/**
 * The page of a component. What stands between {@code // component options: START} and {@code END}, and likewise for
 * {@code endpoint options} and {@code endpoint headers}, is made of the catalog; all else is written by hand.
 */
public final class ComponentPage {

    /** What to do when a page is not current. */
    public static final String REMEDY = "the tables are not those of the code; write them anew: ./mvnw -Pwrite test";

    private static final String WRITE_PROPERTY = "component.pages";

    private final Path file;
    private final OptionTables tables;

    private ComponentPage(Path file, ComponentCatalog catalog, OptionTable table) {
        this.file = file;
        this.tables = new OptionTables(catalog, table);
    }

    /**
     * That of the module whose tests run. With the system property {@code component.pages=write} its tables have just
     * been written anew.
     *
     * @param scheme the component's
     * @param table  says which operations use which options
     */
    public static ComponentPage of(String scheme, OptionTable table) {
        ComponentPage page = new ComponentPage(
                Path.of("src", "main", "docs", scheme + "-component.adoc"), ComponentCatalog.of(scheme), table);
        if (isWritten()) {
            page.write();
        }
        return page;
    }

    /** Whether pages are written anew. */
    static boolean isWritten() {
        return "write".equals(System.getProperty(WRITE_PROPERTY));
    }

    /** The page as it lies there. */
    public String text() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The page with the tables of the catalog. */
    public String currentText() {
        return withTables(text(), tables);
    }

    private void write() {
        try {
            Files.writeString(file, currentText());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static String withTables(String text, OptionTables tables) {
        String componentOptions = replace(text, "component options", tables.componentOptions());
        String endpointOptions = replace(componentOptions, "endpoint options", tables.endpointOptions());
        return replace(endpointOptions, "endpoint headers", tables.headers());
    }

    /** Whatever lies between the marks goes, what two people's changes have left there included. */
    private static String replace(String text, String what, String table) {
        String start = "// " + what + ": START\n";
        String end = "// " + what + ": END\n";
        int from = text.indexOf(start);
        int to = text.indexOf(end);
        if (from < 0 || to < from || from != text.lastIndexOf(start) || to != text.lastIndexOf(end)) {
            throw new IllegalArgumentException(
                    "The page needs one line \"" + start.strip() + "\" and after it one \"" + end.strip() + "\"");
        }
        return text.substring(0, from + start.length()) + table + text.substring(to);
    }
}
