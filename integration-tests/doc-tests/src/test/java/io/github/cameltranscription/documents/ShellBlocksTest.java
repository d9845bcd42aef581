/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands work from the root of the repository, and the files that they name exist. */
class ShellBlocksTest {

    private static final Pattern VARIABLES = Pattern.compile("\\A(?:[A-Z_]+=\\S* +)*");

    /** Example pages indent both commands and their output. */
    private static final Pattern INDENTED =
            Pattern.compile("(?m)^ {4}((?:[A-Z_]+=\\S* +)*(?:\\\\\\n +(?:[A-Z_]+=\\S* +)*)*examples/\\S+)");

    static Stream<String> fenced() {
        return CodeBlock.in("sh").stream().flatMap(block -> block.code().lines());
    }

    static Stream<String> indented() {
        return Documents.all().stream()
                .filter(document -> document.startsWith("examples"))
                .map(Documents::read)
                .flatMap(page -> INDENTED.matcher(page).results())
                .map(command -> command.group(1).replaceAll("\\\\\\n +", ""));
    }

    @ParameterizedTest
    @MethodSource({"fenced", "indented"})
    void theCommandCanBeCalled(String line) {
        String command = VARIABLES.matcher(line).replaceFirst("");
        List<String> words = Arrays.asList(command.split(" +"));
        String called = words.get(0);
        if (called.startsWith("examples/") || called.equals("./mvnw")) {
            assertThat(Documents.ROOT.resolve(called)).isExecutable();
            // Without -am Maven looks for the other modules in the local repository, where only "install" puts them.
            assertThat(words).doesNotContain("-f");
            assertThat(words.contains("-am") || !words.contains("-pl") || line.contains("-Dgetting.started"))
                    .isTrue();
        } else {
            assertThat(called).isIn("mvn", "java", "curl");
        }
        for (int i = 1; i < words.size(); i++) {
            assertWord(words.get(i - 1), words.get(i));
        }
    }

    private static void assertWord(String before, String word) {
        switch (before) {
            case "-pl" ->
                assertThat(word.split(",")).allSatisfy(module -> assertThat(Documents.ROOT.resolve(module))
                        .isDirectory());
            case "-jar" -> assertJar(word);
            default -> {
                if (word.startsWith("-Dtest=")) {
                    assertThat(Documents.filesOf(Documents.ROOT))
                            .anyMatch(file -> file.endsWith(word.substring("-Dtest=".length()) + ".java"));
                }
            }
        }
    }

    /** A jar of this build, or of the project of the page. */
    private static void assertJar(String jar) {
        Matcher ours = Pattern.compile("([\\w-]+?)-1\\.0\\.0-SNAPSHOT(-runner)?\\.jar\\z")
                .matcher(jar);
        if (ours.find()) {
            assertThat(PomBlocksTest.artifactsOfTheReactor()).contains(ours.group(1));
            int target = jar.indexOf("/target/");
            assertThat(target < 0 || Files.isDirectory(Documents.ROOT.resolve(jar.substring(0, target))))
                    .isTrue();
        } else {
            assertThat(Path.of(jar)).isEqualTo(Path.of("target/quarkus-app/quarkus-run.jar"));
        }
    }

    @Test
    void indentedCommandsAreFound() {
        assertThat(indented()).hasSizeGreaterThan(10).anyMatch(command -> command.contains("_API_KEY=... examples/"));
    }
}
