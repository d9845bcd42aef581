/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Finds endpoints with {@code parameters}, in YAML files and in the YAML blocks of documents. */
final class YamlSearch {

    /** In Markdown, and in AsciiDoc. */
    private static final Pattern BLOCK =
            Pattern.compile("(?s)(?:```ya?ml|\\[source,\\s*ya?ml[^]]*]\\n----)\\n(.*?)\\n(?:```|----)");

    private static final Set<String> CONSUMERS = Set.of("from", "pollEnrich", "interceptFrom");

    private final List<EndpointUse> found = new ArrayList<>();

    private YamlSearch() {}

    /** In a whole file. */
    static List<EndpointUse> inFile(String yaml) {
        YamlSearch search = new YamlSearch();
        documents(yaml).forEach(document -> search.visit("", document));
        return search.found;
    }

    /** In the blocks of a Markdown or AsciiDoc document. */
    static List<EndpointUse> inDocument(String text) {
        return blocks(text).flatMap(block -> inFile(block).stream()).toList();
    }

    /** The YAML blocks of a Markdown or AsciiDoc document. */
    static Stream<String> blocks(String text) {
        return BLOCK.matcher(text).results().map(block -> block.group(1));
    }

    /** The YAML documents of a text, as maps and lists. */
    static Iterable<Object> documents(String yaml) {
        return new Load(LoadSettings.builder().build()).loadAllFromString(yaml);
    }

    /** The parameters of a node as the options of a URI. */
    static String options(Map<?, ?> node) {
        return node.get("parameters") instanceof Map<?, ?> given
                ? given.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"))
                : "";
    }

    private void visit(String key, Object node) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri) {
                Side side = CONSUMERS.contains(key) ? Side.CONSUMER : Side.PRODUCER;
                new TextSearch(uri).endpoints().forEach(endpoint -> found.add(with(endpoint, map, side)));
            }
            map.forEach((name, value) -> visit(String.valueOf(name), value));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> visit(key, item));
        }
    }

    private static EndpointUse with(EndpointUse endpoint, Map<?, ?> map, Side side) {
        String parameters = options(map);
        String both = endpoint.query() + (endpoint.query().isEmpty() || parameters.isEmpty() ? "" : "&") + parameters;
        return new EndpointUse(endpoint.scheme(), endpoint.operation(), both, side);
    }
}
