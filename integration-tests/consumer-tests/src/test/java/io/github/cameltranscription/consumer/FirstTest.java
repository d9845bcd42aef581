/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first test of a user, as the page of the test kit has it: its files, in a POM that has what the page says. */
final class FirstTest {

    private static final String ROUTE = "src/main/java/com/example/Subtitles.java";
    private static final Pattern FILE = Pattern.compile("`([^`]+)`:\\n\\n```java\\n(.*?)```", Pattern.DOTALL);

    private FirstTest() {}

    /** With CamelTestSupport. */
    static Map<String, String> plain() throws IOException {
        return project("src/test/java/com/example/SubtitlesTest.java", PLAIN_POM.formatted(StagedRepository.VERSION));
    }

    /** With Camel Quarkus. */
    static Map<String, String> quarkus() throws IOException {
        String quarkus = ConsumerProjects.property("quarkus.version");
        return project(
                "src/test/java/com/example/QuarkusSubtitlesTest.java",
                QUARKUS_POM.formatted(quarkus, StagedRepository.VERSION));
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

    private static final String PLAIN_POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>com.example</groupId>
                <artifactId>with-bom</artifactId>
                <version>1</version>
                <relativePath>../with-bom.xml</relativePath>
              </parent>
              <artifactId>first-test</artifactId>
              <dependencies>
                <dependency>
                  <groupId>io.github.cameltranscription</groupId>
                  <artifactId>camel-palatine</artifactId>
                  <version>%1$s</version>
                </dependency>
                <dependency>
                  <groupId>org.apache.camel</groupId>
                  <artifactId>camel-main</artifactId>
                </dependency>
                <dependency>
                  <groupId>io.github.cameltranscription</groupId>
                  <artifactId>camel-transcription-testing</artifactId>
                  <version>%1$s</version>
                  <scope>test</scope>
                </dependency>
                <dependency>
                  <groupId>org.apache.camel</groupId>
                  <artifactId>camel-test-junit6</artifactId>
                  <scope>test</scope>
                </dependency>
              </dependencies>
            </project>
            """;

    private static final String QUARKUS_POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>com.example</groupId>
                <artifactId>without-bom</artifactId>
                <version>1</version>
                <relativePath>../without-bom.xml</relativePath>
              </parent>
              <artifactId>first-quarkus-test</artifactId>
              <properties>
                <!-- Quarkus' BOM decides here, and has lower versions than some of its own artifacts ask for. -->
                <enforcer.skip>true</enforcer.skip>
              </properties>
              <dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>io.quarkus.platform</groupId>
                    <artifactId>quarkus-bom</artifactId>
                    <version>%1$s</version>
                    <type>pom</type>
                    <scope>import</scope>
                  </dependency>
                  <dependency>
                    <groupId>io.quarkus.platform</groupId>
                    <artifactId>quarkus-camel-bom</artifactId>
                    <version>%1$s</version>
                    <type>pom</type>
                    <scope>import</scope>
                  </dependency>
                </dependencies>
              </dependencyManagement>
              <dependencies>
                <dependency>
                  <groupId>io.github.cameltranscription</groupId>
                  <artifactId>camel-palatine</artifactId>
                  <version>%2$s</version>
                </dependency>
                <dependency>
                  <groupId>org.apache.camel.quarkus</groupId>
                  <artifactId>camel-quarkus-http</artifactId>
                </dependency>
                <dependency>
                  <groupId>org.apache.camel.quarkus</groupId>
                  <artifactId>camel-quarkus-direct</artifactId>
                </dependency>
                <dependency>
                  <groupId>io.github.cameltranscription</groupId>
                  <artifactId>camel-transcription-testing-quarkus</artifactId>
                  <version>%2$s</version>
                  <scope>test</scope>
                </dependency>
                <dependency>
                  <groupId>io.quarkus</groupId>
                  <artifactId>quarkus-junit</artifactId>
                  <scope>test</scope>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin>
                    <groupId>io.quarkus.platform</groupId>
                    <artifactId>quarkus-maven-plugin</artifactId>
                    <version>%1$s</version>
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
            </project>
            """;
}
