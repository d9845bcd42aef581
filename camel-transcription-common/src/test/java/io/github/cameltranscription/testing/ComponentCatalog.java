/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What Camel's tooling knows about a component: the JSON that the build has generated. */
final class ComponentCatalog {

    private final JsonNode json;

    ComponentCatalog(String json) {
        try {
            this.json = new ObjectMapper().readTree(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /**
     * That of the module whose tests run.
     *
     * @param scheme the component's
     */
    static ComponentCatalog of(String scheme) {
        Path file = Path.of("src", "generated", "resources", "META-INF", "io", "github", "cameltranscription", scheme)
                .resolve(scheme + ".json");
        try {
            return new ComponentCatalog(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A field of the component itself, such as {@code syntax}. */
    String about(String field) {
        return json.path("component").path(field).asText();
    }

    List<CatalogOption> componentOptions() {
        return section("componentProperties");
    }

    List<CatalogOption> pathParameters() {
        return section("properties").stream()
                .filter(option -> option.kind().equals("path"))
                .toList();
    }

    List<CatalogOption> queryParameters() {
        return section("properties").stream()
                .filter(option -> option.kind().equals("parameter"))
                .toList();
    }

    List<CatalogOption> headers() {
        return section("headers");
    }

    private List<CatalogOption> section(String name) {
        return json.path(name).properties().stream()
                .map(field -> CatalogOption.of(field.getKey(), field.getValue()))
                .toList();
    }
}
