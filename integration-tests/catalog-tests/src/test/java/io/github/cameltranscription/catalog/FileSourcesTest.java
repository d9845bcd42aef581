/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The file consumers that users copy: they skip files that have gone, and do not send a failed recording again and again. */
class FileSourcesTest {

    private static final Pattern LITERALS = Pattern.compile("\"\\s*(?://[^\\n]*\\s*)?\\+\\s*\"");
    private static final Pattern COMMENT = Pattern.compile("\\n\\s*//[^\\n]*");
    private static final Pattern SOURCE = Pattern.compile("(?:\\bfrom\\(|<from uri=)\"?(file:[^\"\\s)]*)");

    @Test
    void everyFileConsumerSkipsFilesThatHaveGoneAndMovesFailedOnes() {
        SoftAssertions all = new SoftAssertions();
        List<String> sources = new ArrayList<>();
        ProjectFiles.all().forEach(file -> {
            for (String source : sources(ProjectFiles.read(file), ProjectFiles.extension(file))) {
                sources.add(source);
                all.assertThat(source)
                        .as("%s", file)
                        .contains("readLock=changed", "readLockMinAge=", "readLockMinLength=0");
                // Some examples decide for each exchange: a recording that may succeed later stays in the folder.
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
        Stream<String> yaml = kind.equals("yaml") ? Stream.of(text) : YamlSearch.blocks(text);
        yaml.forEach(document -> YamlSearch.documents(document).forEach(node -> visit(node, found)));
        return found;
    }

    private static void visit(Object node, List<String> found) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("from") instanceof Map<?, ?> from
                    && String.valueOf(from.get("uri")).startsWith("file:")) {
                found.add(from.get("uri") + "?" + YamlSearch.options(from));
            }
            map.values().forEach(value -> visit(value, found));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> visit(item, found));
        }
    }
}
