/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** The consumers of files that users copy: they skip files that are gone, and do not send a failed recording for ever. */
class FileSourcesTest {

    private static final Pattern LITERALS = Pattern.compile("\"\\s*(?://[^\\n]*\\s*)?\\+\\s*\"");
    private static final Pattern COMMENT = Pattern.compile("\\n\\s*//[^\\n]*");
    private static final Pattern SOURCE = Pattern.compile("(?:\\bfrom\\(|<from uri=)\"?(file:[^\"\\s)]*)");
    private static final Pattern YAML_BLOCK =
            Pattern.compile("(?:```ya?ml\\n|\\[source,\\s*ya?ml]\\n----\\n)(.*?)\\n(?:```|----)", Pattern.DOTALL);

    @Test
    void everyConsumerOfFilesSkipsThoseThatAreGoneAndTakesFailedOnesAway() {
        SoftAssertions all = new SoftAssertions();
        List<String> sources = new ArrayList<>();
        ProjectFiles.all().forEach(file -> {
            for (String source : sources(ProjectFiles.read(file), ProjectFiles.extension(file))) {
                sources.add(source);
                all.assertThat(source)
                        .as("%s", file)
                        .contains("readLock=changed", "readLockMinAge=", "readLockMinLength=0");
                // Some examples decide per exchange: what may succeed later stays in the folder.
                all.assertThat(source)
                        .as("%s", file)
                        .containsAnyOf(
                                "moveFailed=",
                                "move=${exchangeProperty.outcome}",
                                "move=../${exchangeProperty.outcome}");
            }
        });

        all.assertAll();
        assertThat(sources).hasSizeGreaterThan(40);
    }

    private static List<String> sources(String text, String kind) {
        List<String> found = new ArrayList<>();
        String joined = LITERALS.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll("");
        Matcher source = SOURCE.matcher(joined);
        while (source.find()) {
            found.add(source.group(1).replace("&amp;", "&"));
        }
        List<String> yaml = new ArrayList<>();
        if (kind.equals("yaml")) {
            yaml.add(text);
        }
        Matcher block = YAML_BLOCK.matcher(text);
        while (block.find()) {
            yaml.add(block.group(1));
        }
        yaml.forEach(document -> new Load(LoadSettings.builder().build())
                .loadAllFromString(document)
                .forEach(node -> visit(node, found)));
        return found;
    }

    private static void visit(Object node, List<String> found) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("from") instanceof Map<?, ?> from
                    && String.valueOf(from.get("uri")).startsWith("file:")) {
                Map<?, ?> parameters = from.get("parameters") instanceof Map<?, ?> given ? given : Map.of();
                found.add(from.get("uri") + "?"
                        + parameters.entrySet().stream()
                                .map(option -> option.getKey() + "=" + option.getValue())
                                .collect(Collectors.joining("&")));
            }
            map.values().forEach(value -> visit(value, found));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> visit(item, found));
        }
    }
}
