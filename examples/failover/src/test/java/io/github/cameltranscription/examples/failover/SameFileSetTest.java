/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who knows one component finds the way in the others: they have the same file set. */
class SameFileSetTest {

    private static final String[] CLASSES = {
        "Component", "Configuration", "Endpoint", "Operation", "Constants", "Api", "Answer", "Provider"
    };

    @ParameterizedTest
    @CsvSource({"palatine, Palatine", "shopot, Shopot", "aiesa, Aiesa"})
    void eachComponentHasTheSameFiles(String scheme, String prefix) {
        Path main = Path.of("../../camel-" + scheme, "src", "main");
        Path sources = main.resolve("java/io/github/cameltranscription").resolve(scheme);

        assertThat(CLASSES).allSatisfy(name -> assertThat(sources.resolve(prefix + name + ".java"))
                .isRegularFile());
        assertThat(sources.resolve("package-info.java")).isRegularFile();
        assertThat(main.resolve("docs/" + scheme + "-component.adoc")).isRegularFile();
    }
}
