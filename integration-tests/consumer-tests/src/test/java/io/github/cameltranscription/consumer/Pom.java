/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.util.List;
import java.util.stream.Collectors;

/** Writes POMs. */
final class Pom {

    private Pom() {}

    /**
     * A project whose parent is one of those that {@link ConsumerProjects} writes.
     *
     * @param dependencies as for {@link #dependencies}
     * @param rest         further elements
     */
    static String project(String name, String parent, List<String> dependencies, String rest) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>com.example</groupId>
                    <artifactId>%1$s</artifactId>
                    <version>1</version>
                    <relativePath>../%1$s.xml</relativePath>
                  </parent>
                  <artifactId>%2$s</artifactId>
                  %3$s
                  %4$s
                </project>
                """.formatted(parent, name, dependencies(dependencies), rest);
    }

    /** Dependencies by {@code group:artifact:version:scope}; an empty version is managed, and a scope may be missing. */
    static String dependencies(List<String> coordinates) {
        return "<dependencies>"
                + coordinates.stream().map(Pom::dependency).collect(Collectors.joining())
                + "</dependencies>";
    }

    private static String dependency(String coordinates) {
        String[] parts = coordinates.split(":");
        String version = parts.length < 3 || parts[2].isEmpty() ? "" : "<version>" + parts[2] + "</version>";
        String type = coordinates.endsWith(":import") ? "<type>pom</type>" : "";
        String scope = parts.length < 4 ? "" : "<scope>" + parts[3] + "</scope>";
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s%s%s</dependency>\n"
                .formatted(parts[0], parts[1], version, type, scope);
    }

    /** Imports BOMs, by {@code group:artifact:version}. */
    static String boms(String... coordinates) {
        return "<dependencyManagement>"
                + dependencies(List.of(coordinates).stream()
                        .map(bom -> bom + ":import")
                        .toList())
                + "</dependencyManagement>";
    }

    /** One execution of a goal of one of Maven's own plugins. */
    static String plugin(String name, String id, String phase, String goal, String configuration) {
        return """
                <plugin>
                  <artifactId>maven-%s-plugin</artifactId>
                  <executions>
                    <execution>
                      <id>%s</id>
                      <phase>%s</phase>
                      <goals>
                        <goal>%s</goal>
                      </goals>
                      <configuration>%s</configuration>
                    </execution>
                  </executions>
                </plugin>
                """.formatted(name, id, phase, goal, configuration);
    }

    /** The rule of the enforcer that a tree has to satisfy. */
    static String rule(String rule) {
        return plugin("enforcer", rule, "initialize", "enforce", "<rules><" + rule + "/></rules>");
    }
}
