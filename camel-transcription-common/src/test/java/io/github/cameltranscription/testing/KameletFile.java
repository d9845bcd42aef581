/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A Kamelet as it stands in its file. */
final class KameletFile {

    static final String SUFFIX = ".kamelet.yaml";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)(?::[^}]*)?}}");

    private final String fileName;
    private final Map<?, ?> content;
    private final Set<String> used = new TreeSet<>();
    private final Map<String, Map<?, ?>> endpoints = new LinkedHashMap<>();

    KameletFile(String fileName, String yaml) {
        this.fileName = fileName;
        content = map(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        visit("", template());
    }

    /** Those of the module whose tests run, by name. */
    static List<KameletFile> all() {
        List<KameletFile> all = new ArrayList<>();
        for (Path file : ModuleFiles.below(Path.of("src", "main", "resources", "kamelets"), ".yaml")) {
            all.add(new KameletFile(file.getFileName().toString(), ModuleFiles.read(file)));
        }
        return all;
    }

    /** Goes through the template. */
    private void visit(String key, Object node) {
        if (node instanceof String text) {
            Matcher placeholder = PLACEHOLDER.matcher(text);
            while (placeholder.find()) {
                used.add(placeholder.group(1));
            }
            if (key.equals("uri") || key.equals("to") || key.equals("from")) {
                endpoints.putIfAbsent(text, Map.of());
            }
        } else if (node instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri) {
                endpoints.put(uri, map(map.get("parameters")));
            }
            map.forEach((name, value) -> visit(String.valueOf(name), value));
        } else {
            list(node).forEach(item -> visit("", item));
        }
    }

    String fileName() {
        return fileName;
    }

    Map<?, ?> content() {
        return content;
    }

    String name() {
        return text(metadata(), "name");
    }

    String label(String key) {
        return text(map(metadata().get("labels")), "camel.apache.org/" + key);
    }

    String annotation(String key) {
        return text(map(metadata().get("annotations")), "camel.apache.org/" + key);
    }

    Map<?, ?> definition() {
        return map(spec().get("definition"));
    }

    Map<?, ?> properties() {
        return map(definition().get("properties"));
    }

    List<?> required() {
        return list(definition().get("required"));
    }

    List<?> dependencies() {
        return list(spec().get("dependencies"));
    }

    Map<?, ?> template() {
        return map(spec().get("template"));
    }

    Map<?, ?> typesOf(String direction) {
        return map(map(map(spec().get("dataTypes")).get(direction)).get("types"));
    }

    /** The parameters that the template has placeholders for. */
    Set<String> used() {
        return used;
    }

    /** The template's endpoints by URI, with what stands under {@code parameters}. */
    Map<String, Map<?, ?>> endpoints() {
        return endpoints;
    }

    /** The only parameter that a value consists of, or {@code null}. */
    static String parameterOf(Object value) {
        Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(value).replaceAll("^RAW\\((.*)\\)$", "$1"));
        return placeholder.matches() ? placeholder.group(1) : null;
    }

    private Map<?, ?> metadata() {
        return map(content.get("metadata"));
    }

    private Map<?, ?> spec() {
        return map(content.get("spec"));
    }

    /** A text, or an empty one. */
    static String text(Map<?, ?> map, String key) {
        return map.get(key) == null ? "" : map.get(key).toString();
    }

    static Map<?, ?> map(Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(Object node) {
        return node instanceof List<?> list ? list : List.of();
    }
}
