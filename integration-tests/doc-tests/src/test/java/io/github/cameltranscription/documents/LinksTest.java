/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The targets of links between documents exist. */
class LinksTest {

    private static final Pattern MARKDOWN = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ASCIIDOC = Pattern.compile("link:([^\\[\\s]+)\\[");
    private static final Pattern HEADING = Pattern.compile("(?m)^[#=]+ (.+)$");

    static List<Path> documents() {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkHasATarget(Path document) {
        String text = Documents.read(document);
        Stream.of(MARKDOWN, ASCIIDOC)
                .flatMap(links -> links.matcher(text).results())
                .map(link -> URLDecoder.decode(link.group(1), StandardCharsets.UTF_8))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .forEach(link -> assertLink(document, link));
    }

    private static void assertLink(Path document, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        assertThat(Documents.ROOT.resolve(target)).as(link).exists();
        if (hash >= 0) {
            assertThat(HEADING.matcher(Documents.read(target)).results().map(heading -> anchor(heading.group(1))))
                    .as(link)
                    .contains(link.substring(hash + 1));
        }
    }

    /** As on GitHub. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
