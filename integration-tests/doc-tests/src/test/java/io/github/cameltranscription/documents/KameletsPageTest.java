/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of docs/kamelets.md is that of the Kamelets in the components' jars. */
class KameletsPageTest {

    private static final String EXTENSION = ".kamelet.yaml";
    private static final Pattern PROPERTIES = Pattern.compile("(?s)\\n    properties:\\n(.*?)\\n  dataTypes:");
    private static final Pattern PROPERTY = Pattern.compile("(?m)^ {6}(\\w+):$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w-]+)` \\| [^|]+ \\| ([^|]+) \\|$");

    @Test
    void everyKameletHasItsRow() {
        List<String> rows = ROW.matcher(Documents.read(Path.of("docs", "kamelets.md")))
                .results()
                .map(row -> row.group(1) + ": " + row.group(2))
                .toList();

        List<String> kamelets = Documents.filesOf(Documents.ROOT)
                .filter(file -> file.toString().contains("src/main/resources/kamelets")
                        && file.toString().endsWith(EXTENSION))
                .map(KameletsPageTest::row)
                .toList();

        assertThat(kamelets).isNotEmpty();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(kamelets);
    }

    private static String row(Path kamelet) {
        String name = kamelet.getFileName().toString().replace(EXTENSION, "");
        String parameters = PROPERTIES
                .matcher(Documents.read(kamelet))
                .results()
                .flatMap(properties -> PROPERTY.matcher(properties.group(1)).results())
                .map(property -> "`" + property.group(1) + "`")
                .collect(Collectors.joining(", "));
        return name + ": " + parameters;
    }
}
