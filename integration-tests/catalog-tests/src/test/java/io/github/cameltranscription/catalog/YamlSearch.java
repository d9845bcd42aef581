/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Finds endpoints whose options stand under {@code parameters}, in YAML files and in the YAML of documents. */
final class YamlSearch {

    private static final Pattern MARKDOWN = Pattern.compile("```ya?ml\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern ASCIIDOC =
            Pattern.compile("\\[source,\\s*ya?ml[^\\]]*]\\n----\\n(.*?)\\n----", Pattern.DOTALL);
    private static final Set<String> CONSUMERS = Set.of("from", "pollEnrich", "interceptFrom");

    private final List<EndpointUse> found = new ArrayList<>();

    private YamlSearch() {}

    /** In a whole file. */
    static List<EndpointUse> inFile(String yaml) {
        YamlSearch search = new YamlSearch();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(yaml)
                .forEach(document -> search.visit("", document));
        return search.found;
    }

    /** In the blocks of a Markdown or AsciiDoc document. */
    static List<EndpointUse> inDocument(String text) {
        List<EndpointUse> found = new ArrayList<>();
        for (Pattern blocks : List.of(MARKDOWN, ASCIIDOC)) {
            Matcher block = blocks.matcher(text);
            while (block.find()) {
                found.addAll(inFile(block.group(1)));
            }
        }
        return found;
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
        String parameters = map.get("parameters") instanceof Map<?, ?> given
                ? given.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"))
                : "";
        String both = endpoint.query() + (endpoint.query().isEmpty() || parameters.isEmpty() ? "" : "&") + parameters;
        return new EndpointUse(endpoint.scheme(), endpoint.operation(), both, side);
    }
}
