/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.catalog;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.aiesa.AiesaComponent;
import io.github.cameltranscription.component.TranscriptionComponent;
import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.shopot.ShopotComponent;
import io.github.cameltranscription.testing.ModuleFiles;

import static org.assertj.core.api.Assertions.assertThat;

/** Draws the packages of the published jars, as jdeps sees them, into docs/packages.md. */
class PackagesTest {

    private static final String ROOT = "io.github.cameltranscription.";
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "../../docs/packages.md");

    /** The packages that each package depends on. */
    private static Map<String, Set<String>> dependencies() throws Exception {
        List<String> command = new ArrayList<>(List.of("--ignore-missing-deps", "-verbose:package"));
        for (Class<?> in : List.of(
                TranscriptionComponent.class, PalatineComponent.class, ShopotComponent.class, AiesaComponent.class)) {
            command.add(Path.of(in.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        StringWriter printed = new StringWriter();
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(printed), new PrintWriter(printed), command.toArray(String[]::new));
        Map<String, Set<String>> dependencies = new TreeMap<>();
        String from = null;
        for (String line : printed.toString().lines().toList()) {
            if (!line.startsWith(" ") || !line.contains("->")) {
                continue;
            }
            String[] sides = line.split("->");
            from = sides[0].isBlank() ? from : sides[0].strip();
            String to = sides[1].strip().split(" ")[0];
            if (from.startsWith(ROOT)) {
                Set<String> known = dependencies.computeIfAbsent(name(from), first -> new TreeSet<>());
                if (to.startsWith(ROOT) && !to.equals(from)) {
                    known.add(name(to));
                }
            }
        }
        return dependencies;
    }

    private static String name(String packageName) {
        return packageName.substring(ROOT.length());
    }

    /** The length of the longest path down from a package; fails if there is a cycle. */
    private static int level(String of, Map<String, Set<String>> dependencies, List<String> above) {
        assertThat(above).as("a cycle of packages").doesNotContain(of);
        List<String> way = new ArrayList<>(above);
        way.add(of);
        return dependencies.get(of).stream()
                .mapToInt(to -> 1 + level(to, dependencies, way))
                .max()
                .orElse(0);
    }

    private static boolean reaches(String from, String to, Map<String, Set<String>> dependencies) {
        return dependencies.get(from).stream().anyMatch(next -> next.equals(to) || reaches(next, to, dependencies));
    }

    /** Mermaid takes no dot in the name of a node. */
    private static String id(String packageName) {
        return packageName.replace('.', '_');
    }

    private static String page(Map<String, Set<String>> dependencies, Map<Integer, Set<String>> levels) {
        StringBuilder page = new StringBuilder("""
                # Packages

                `PackagesTest` draws this picture with `jdeps` (`./mvnw -Pwrite test`). An arrow is a dependency. It points to a
                lower row, always: a package knows nothing of those above it. An arrow that others imply is left out. The
                names are those below `io.github.cameltranscription`.

                ```mermaid
                flowchart TD
                """);
        levels.forEach((level, packages) -> {
            page.append("  subgraph row").append(level).append("[\" \"]\n");
            packages.forEach(each -> page.append("    %s[%s]\n".formatted(id(each), each)));
            page.append("  end\n");
        });
        dependencies.forEach((from, all) -> all.stream()
                .filter(to -> all.stream().noneMatch(other -> !other.equals(to) && reaches(other, to, dependencies)))
                .forEach(to -> page.append("  %s --> %s\n".formatted(id(from), id(to)))));
        page.append("```\n\n| package | depends on |\n|---|---|\n");
        dependencies.forEach((from, all) -> page.append("| `")
                .append(from)
                .append("` | ")
                .append(all.isEmpty() ? "nothing" : "`" + String.join("`, `", all) + "`")
                .append(" |\n"));
        return page.toString();
    }

    /** A reader who knows one component finds each class of another by its name. */
    @Test
    void theComponentsHaveTheSameFiles() {
        Map.of("palatine", "Palatine", "shopot", "Shopot", "aiesa", "Aiesa").forEach((scheme, prefix) -> {
            Path main = Path.of(System.getProperty("basedir", "."), "../../camel-" + scheme, "src", "main");
            Path sources = main.resolve("java/io/github/cameltranscription").resolve(scheme);
            assertThat(List.of(
                            "Component", "Configuration", "Endpoint", "Operation", "Constants", "Answer", "Provider"))
                    .allSatisfy(name ->
                            assertThat(sources.resolve(prefix + name + ".java")).isRegularFile());
            assertThat(sources.resolve("package-info.java")).isRegularFile();
            assertThat(main.resolve("docs/" + scheme + "-component.adoc")).isRegularFile();
        });
    }

    @Test
    void everyArrowPointsDown() throws Exception {
        Map<String, Set<String>> dependencies = dependencies();
        assertThat(dependencies)
                .containsKeys("engine", "job", "component", "palatine.stream.resume", "shopot", "aiesa");
        Map<Integer, Set<String>> levels = new TreeMap<>((one, other) -> other - one);
        dependencies.keySet().forEach(each -> levels.computeIfAbsent(
                        level(each, dependencies, List.of()), first -> new TreeSet<>())
                .add(each));
        ModuleFiles.assertCurrent(PAGE, text -> page(dependencies, levels));
    }
}
