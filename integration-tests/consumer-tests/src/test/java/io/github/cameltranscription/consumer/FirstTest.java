/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first test of a user: the files of the test kit's page, with a POM that has the dependencies of that page. */
final class FirstTest {

    private static final String ROUTE = "src/main/java/com/example/Subtitles.java";
    private static final Pattern FILE = Pattern.compile("`([^`]+)`:\\n\\n```java\\n(.*?)```", Pattern.DOTALL);

    private FirstTest() {}

    /** With CamelTestSupport. */
    static Map<String, String> plain() throws IOException {
        return project(
                "src/test/java/com/example/SubtitlesTest.java",
                Pom.project(
                        "first-test",
                        "with-bom",
                        List.of(
                                ours("camel-palatine"),
                                "org.apache.camel:camel-main",
                                ours("camel-transcription-testing") + ":test",
                                "org.apache.camel:camel-test-junit6::test"),
                        ""));
    }

    /** With Camel Quarkus. */
    static Map<String, String> quarkus() throws IOException {
        String version = ConsumerProjects.property("quarkus.version");
        return project(
                "src/test/java/com/example/QuarkusSubtitlesTest.java",
                Pom.project(
                        "first-quarkus-test",
                        "without-bom",
                        List.of(
                                ours("camel-palatine"),
                                "org.apache.camel.quarkus:camel-quarkus-http",
                                "org.apache.camel.quarkus:camel-quarkus-direct",
                                ours("camel-transcription-testing-quarkus") + ":test",
                                "io.quarkus:quarkus-junit::test"),
                        Pom.boms(
                                        "io.quarkus.platform:quarkus-bom:" + version,
                                        "io.quarkus.platform:quarkus-camel-bom:" + version)
                                + QUARKUS.formatted(version)));
    }

    private static String ours(String artifact) {
        return "io.github.cameltranscription:" + artifact + ":" + StagedRepository.VERSION;
    }

    private static Map<String, String> project(String test, String pom) throws IOException {
        return Map.of("pom.xml", pom, ROUTE, file(ROUTE), test, file(test));
    }

    private static String file(String name) throws IOException {
        Matcher files =
                FILE.matcher(Files.readString(StagedRepository.ROOT.resolve("camel-transcription-testing/README.md")));
        while (files.find()) {
            if (files.group(1).equals(name)) {
                return files.group(2);
            }
        }
        throw new AssertionError("The page has no " + name);
    }

    private static final String QUARKUS = """
            <properties>
              <!-- The BOM of Quarkus decides, and has lower versions than some of its own artifacts ask for. -->
              <enforcer.skip>true</enforcer.skip>
            </properties>
            <build>
              <plugins>
                <plugin>
                  <groupId>io.quarkus.platform</groupId>
                  <artifactId>quarkus-maven-plugin</artifactId>
                  <version>%s</version>
                  <extensions>true</extensions>
                  <executions>
                    <execution>
                      <goals>
                        <goal>generate-code</goal>
                        <goal>generate-code-tests</goal>
                      </goals>
                    </execution>
                  </executions>
                </plugin>
              </plugins>
            </build>
            """;
}
