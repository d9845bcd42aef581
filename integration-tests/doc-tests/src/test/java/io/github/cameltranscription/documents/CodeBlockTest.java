/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CodeBlockTest {

    private static final Path MARKDOWN = Path.of("docs", "page.md");
    private static final Path ASCIIDOC = Path.of("page.adoc");

    @Test
    void fencesOfMarkdownAreFound() {
        String page = """
                text

                ```java
                one();

                two();
                ```

                ```
                three
                ```
                """;

        assertThat(CodeBlock.in(MARKDOWN, page))
                .containsExactly(
                        new CodeBlock(MARKDOWN, 4, "java", null, "one();\n\ntwo();\n"),
                        new CodeBlock(MARKDOWN, 10, "", null, "three\n"));
    }

    @Test
    void listingsOfAsciidocAreFound() {
        String page = """
                ----
                scheme:operation
                ----

                [source,yaml]
                ----
                - route
                ----
                """;

        assertThat(CodeBlock.in(ASCIIDOC, page))
                .containsExactly(
                        new CodeBlock(ASCIIDOC, 2, "", null, "scheme:operation\n"),
                        new CodeBlock(ASCIIDOC, 7, "yaml", null, "- route\n"));
    }

    @Test
    void theLineBeforeABlockMayNameItsFile() {
        String page = """
                `main/pom.xml`:

                ```xml
                <project/>
                ```

                `a.yaml` (loaded by itself):

                ```yaml
                a
                ```

                with `this` set:

                ```sh
                b
                ```
                """;

        assertThat(CodeBlock.in(MARKDOWN, page))
                .extracting(CodeBlock::file)
                .containsExactly("main/pom.xml", "a.yaml", null);
    }

    @Test
    void aBlockWithoutAnEndIsAnError() {
        assertThatThrownBy(() -> CodeBlock.in(MARKDOWN, "```java\none();\n"))
                .hasMessageContaining("page.md:1: the block has no end");
    }

    @Test
    void everyKindOfDocumentIsRead() {
        List<Path> documents =
                CodeBlock.all().stream().map(CodeBlock::document).distinct().toList();

        assertThat(documents)
                .contains(
                        Path.of("README.md"),
                        Path.of("README.ru.md"),
                        Path.of("docs/getting-started.md"),
                        Path.of("camel-palatine/src/main/docs/palatine-component.adoc"),
                        Path.of("camel-shopot/src/main/docs/shopot-component.adoc"),
                        Path.of("camel-aiesa/src/main/docs/aiesa-component.adoc"),
                        Path.of("camel-transcription-testing/README.md"));
    }
}
