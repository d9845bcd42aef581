/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExamplesAndDocumentsTest {

    private static final ComponentsCatalog CATALOG = new ComponentsCatalog();

    static List<Path> files() {
        return ProjectFiles.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEndpointAndPropertyIsInTheCatalog(Path file) {
        assertThat(FoundIn.file(file).violations(CATALOG)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.ru.md",
                "docs/durable-jobs.md",
                "camel-palatine/src/main/docs/palatine-component.adoc",
                "camel-shopot/src/main/docs/shopot-component.adoc",
                "camel-aiesa/src/main/docs/aiesa-component.adoc"
            })
    void theDocumentsAreChecked(Path document) {
        assertThat(files()).contains(document);
        assertThat(FoundIn.file(document).endpoints())
                .anyMatch(endpoint -> !endpoint.query().isEmpty());
    }

    @Test
    void theExamplesAreChecked() {
        List<FoundIn> examples = files().stream()
                .filter(file -> file.startsWith("examples"))
                .map(FoundIn::file)
                .toList();

        assertThat(examples).flatMap(FoundIn::endpoints).anyMatch(endpoint -> endpoint.side() == Side.CONSUMER);
        assertThat(examples).flatMap(FoundIn::endpoints).anyMatch(endpoint -> endpoint.side() == Side.PRODUCER);
        assertThat(examples).flatMap(FoundIn::properties).anyMatch(property -> property.value() != null);
    }
}
