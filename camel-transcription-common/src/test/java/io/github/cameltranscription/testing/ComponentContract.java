/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.OptionTable;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.http.VerdictTable;
import io.github.cameltranscription.http.VerdictTable.Phase;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for each component: its catalog, its page, and its verdicts in docs/errors.md. */
public abstract class ComponentContract extends ModuleContract {

    /**
     * A table of verdicts.
     *
     * @param name   its name in docs/errors.md
     * @param table  the table
     * @param phases the phases that the provider has
     */
    public record Verdicts(String name, VerdictTable table, Set<Phase> phases) {}

    private final String scheme;

    protected ComponentContract(String scheme, List<String> created, List<String> described) {
        super("camel-" + scheme, created, described);
        this.scheme = scheme;
    }

    protected abstract OptionTable optionTable();

    /** Options of this provider that the URI contract names. */
    protected abstract List<String> options();

    /** Headers of this provider that the URI contract names. */
    protected abstract List<String> headers();

    protected abstract List<Verdicts> verdicts();

    @Test
    void theCatalogKeepsTheRules() {
        TranscriptionOperation[] operations = optionTable().operations().toArray(TranscriptionOperation[]::new);

        assertThat(CatalogRules.violations(scheme, operations, options(), headers()))
                .isEmpty();
    }

    @Test
    void thePageHasTheTablesOfTheCatalog() {
        ModuleFiles.assertCurrent(
                Path.of("src", "main", "docs", scheme + "-component.adoc"),
                new ComponentPage(ModuleFiles.catalog(scheme), optionTable())::withTables);
    }

    @Test
    void theVerdictsAreThoseOfThePage() {
        for (Verdicts each : verdicts()) {
            ModuleFiles.assertCurrent(ErrorsPage.FILE, text -> ErrorsPage.withVerdicts(text, each));
        }
    }
}
