/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user's project, by the dependencies of its POM in their order: Maven takes the version that it meets first at the same depth.
 *
 * @param name         of its folder
 * @param bom          whether it imports Camel's BOM
 * @param dependencies {@code group:artifact:version}
 */
record Consumer(String name, boolean bom, List<String> dependencies) {

    static final List<String> COMPONENTS = List.of("camel-palatine", "camel-shopot", "camel-aiesa");
    private static final String ALL = String.join(" ", COMPONENTS);
    private static final String TEST_KIT = "camel-transcription-testing";

    /** What users have beside them, and what brings Jackson, Vert.x, Netty and SLF4J too. */
    private static final String OTHERS = "camel-jackson camel-main camel-platform-http-vertx";

    private static final String CONVERGENCE = """
              <build>
                <plugins>
                  <plugin>
                    <artifactId>maven-enforcer-plugin</artifactId>
                    <executions>
                      <execution>
                        <id>one-version-of-each</id>
                        <phase>initialize</phase>
                        <goals>
                          <goal>enforce</goal>
                        </goals>
                        <configuration>
                          <rules>
                            <dependencyConvergence/>
                          </rules>
                        </configuration>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
              </build>
            """;

    private static final String TESTING = "camel-test-junit6 junit-jupiter";

    /** Each published jar with nothing beside it. */
    static List<Consumer> jars() {
        return Stream.of("camel-palatine", "camel-shopot", "camel-aiesa", TEST_KIT, TEST_KIT + "-quarkus")
                .map(artifact -> of(artifact, false, artifact))
                .toList();
    }

    /** Each component alone, before and after what others have in their POMs, and all together. */
    static List<Consumer> all() {
        List<Consumer> consumers = new ArrayList<>();
        for (boolean bom : new boolean[] {false, true}) {
            for (String component : COMPONENTS) {
                consumers.add(of(component + "-alone", bom, component, "camel-main"));
                consumers.add(of(component + "-first", bom, component, OTHERS));
                consumers.add(of(component + "-last", bom, OTHERS, component));
            }
            consumers.add(of("all-first", bom, ALL, OTHERS));
            consumers.add(of("all-last", bom, OTHERS, ALL));
            consumers.add(of("test-kit-first", bom, TEST_KIT, ALL, TESTING));
            consumers.add(of("test-kit-last", bom, TESTING, ALL, TEST_KIT));
        }
        return consumers;
    }

    private static Consumer of(String name, boolean bom, String... artifacts) {
        return new Consumer(
                name + (bom ? "-with-bom" : ""),
                bom,
                Stream.of(String.join(" ", artifacts).split(" "))
                        .map(Consumer::coordinates)
                        .toList());
    }

    private static String coordinates(String artifact) {
        if (artifact.equals("junit-jupiter")) {
            return "org.junit.jupiter:junit-jupiter:" + System.getProperty("consumer.junit.version");
        }
        return ALL.contains(artifact) || artifact.startsWith(TEST_KIT)
                ? "io.github.cameltranscription:" + artifact + ":" + StagedRepository.VERSION
                : "org.apache.camel:" + artifact + ":" + System.getProperty("consumer.camel.version");
    }

    /** Whether all versions must be the same, not only high enough: Camel's own HTTP server has several of its own. */
    private boolean isStrict() {
        return dependencies.stream().noneMatch(line -> line.contains("vertx"));
    }

    /** The schemes of the components that it has. */
    List<String> schemes() {
        return COMPONENTS.stream()
                .filter(component -> dependencies.stream().anyMatch(line -> line.contains(":" + component + ":")))
                .map(component -> component.substring("camel-".length()))
                .toList();
    }

    /** Its POM, whose parent {@link ConsumerProjects} writes. */
    String pom() {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent>
                    <groupId>com.example</groupId>
                    <artifactId>%s</artifactId>
                    <version>1</version>
                    <relativePath>../%s.xml</relativePath>
                  </parent>
                  <artifactId>%s</artifactId>
                  <dependencies>
                %s
                  </dependencies>
                %s</project>
                """.formatted(
                        bom ? "with-bom" : "without-bom",
                        bom ? "with-bom" : "without-bom",
                        name,
                        dependencies.stream().map(Consumer::dependency).collect(Collectors.joining("\n")),
                        isStrict() ? CONVERGENCE : "");
    }

    static String dependency(String line) {
        String[] parts = line.split(":");
        return """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                    </dependency>""".formatted(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return name;
    }
}
