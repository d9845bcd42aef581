/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The endpoints and properties of our components in a file.
 *
 * @param endpoints  in the order of the file
 * @param properties in the order of the file
 */
record FoundIn(List<EndpointUse> endpoints, List<PropertyUse> properties) {

    private static final Set<String> YAML = Set.of("yaml", "yml");
    private static final Set<String> DOCUMENTS = Set.of("md", "adoc");

    static FoundIn file(Path file) {
        String text = ProjectFiles.read(file);
        String kind = ProjectFiles.extension(file);
        TextSearch search = new TextSearch(text);
        List<EndpointUse> inYaml = YAML.contains(kind)
                ? YamlSearch.inFile(text)
                : DOCUMENTS.contains(kind) ? YamlSearch.inDocument(text) : List.of();
        return new FoundIn(
                Stream.concat(search.endpoints().stream(), inYaml.stream()).toList(), search.properties());
    }

    List<String> violations(ComponentsCatalog catalog) {
        return Stream.concat(
                        endpoints.stream().flatMap(endpoint -> catalog.violations(endpoint).stream()),
                        properties.stream().flatMap(property -> catalog.violations(property).stream()))
                .distinct()
                .toList();
    }
}
