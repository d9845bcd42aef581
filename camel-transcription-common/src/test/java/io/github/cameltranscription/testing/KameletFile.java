/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A Kamelet as it stands in its file. */
record KameletFile(String fileName, Map<?, ?> content) {

    static final String SUFFIX = ".kamelet.yaml";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)(?::[^}]*)?}}");

    static KameletFile of(String fileName, String yaml) {
        return new KameletFile(fileName, map(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
    }

    /** Those of the module whose tests run, by name. */
    static List<KameletFile> all() {
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "kamelets"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(KameletFile::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static KameletFile read(Path file) {
        try {
            return of(file.getFileName().toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
        Set<String> used = new TreeSet<>();
        new TemplateWalk(template()).texts().forEach(text -> {
            Matcher placeholder = PLACEHOLDER.matcher(text);
            while (placeholder.find()) {
                used.add(placeholder.group(1));
            }
        });
        return used;
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
