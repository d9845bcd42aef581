/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents, comments, messages and names are plain technical English, without the words of {@code unwanted-words.txt}. */
class WordsTest {

    private static final Pattern UNWANTED = unwanted();

    private static Pattern unwanted() {
        try (InputStream list = WordsTest.class.getResourceAsStream("/unwanted-words.txt")) {
            return Pattern.compile(
                    new String(list.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .collect(Collectors.joining("|", "\\b(", ")\\b")),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<String> findings(Path file) {
        List<String> lines = ProjectFiles.read(file).lines().toList();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher unwanted = UNWANTED.matcher(lines.get(i));
            if (unwanted.find()) {
                found.add(file + ":" + (i + 1) + ": \"" + unwanted.group() + "\"");
            }
        }
        return found.stream();
    }

    @Test
    void noDocumentOrSourceHasAnUnwantedWord() {
        List<Path> sources = ProjectFiles.sources();
        assertThat(sources).hasSizeGreaterThan(700);
        assertThat(Stream.concat(ProjectFiles.all().stream(), sources.stream())
                        .distinct()
                        .flatMap(WordsTest::findings))
                .isEmpty();
    }

    @Test
    void onlyWholeWordsAreUnwanted() {
        // In two literals, because the other test reads this file.
        assertThat(UNWANTED.matcher("The browser is" + " told why").find()).isTrue();
        assertThat(UNWANTED.matcher("the job goes" + " on at the provider").find())
                .isTrue();
        assertThat(UNWANTED.matcher("a threshold").find()).isFalse();
        assertThat(UNWANTED.matcher("What is therefore sent").find()).isFalse();
    }
}
