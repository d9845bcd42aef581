/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents, comments and messages are plain technical English: these words and turns do not come back. */
class WordsTest {

    private static final Pattern UNWANTED = Pattern.compile(
            "\\b(somebody|whoever|meanwhile|(is|are|was|were|be|been) told|(go|goes|gone|going|went) on with"
                    + "|by and by|dear|dearer|lest|shares? its fate|whom (it|they) believes?|be had|учётных записей у них у нас"
                    + "|lets? go of|for want of|not any more|of which it is|wherever|for people|passed over|what is there"
                    + "|(goes|go|going|went) on (at|waiting|as if)|(is|are|was|were|be) (still |not )?waited for"
                    + "|as (it|they) comes?)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

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
    void unwantedWordsDoNotComeBack() {
        assertThat(Stream.concat(ProjectFiles.all().stream(), ProjectFiles.mainSources().stream())
                        .distinct()
                        .flatMap(WordsTest::findings))
                .isEmpty();
    }

    @Test
    void sourcesAndDocumentsAreLookedAt() {
        assertThat(ProjectFiles.mainSources()).hasSizeGreaterThan(300);
        assertThat(UNWANTED.matcher("The browser is told why").find()).isTrue();
        assertThat(UNWANTED.matcher("the job goes on at the provider").find()).isTrue();
        assertThat(UNWANTED.matcher("a threshold").find()).isFalse();
        assertThat(UNWANTED.matcher("What is therefore sent").find()).isFalse();
    }
}
