/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.consumer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Projects in a folder outside of this repository, built by one run of Maven against the {@link StagedRepository}. */
final class ConsumerProjects {

    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    private static final String CLASS_PATH = "class-path.txt";

    private final Path folder;
    private final List<String> modules = new ArrayList<>();
    private String log = "";

    ConsumerProjects(Path folder) {
        this.folder = folder;
    }

    /** Adds a project of which only the class path is resolved and checked. */
    void add(Consumer consumer) throws IOException {
        write(consumer.name(), Map.of("pom.xml", consumer.pom()));
    }

    /** Adds a project with these files. */
    void write(String module, Map<String, String> files) throws IOException {
        modules.add(module);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(module).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Builds them all; what fails is seen by what is missing afterwards. */
    void build() throws IOException, InterruptedException {
        Path repository = folder.resolve("repository");
        StagedRepository.stage(repository);
        String withoutBom = parent("without-bom", "");
        Files.writeString(folder.resolve("without-bom.xml"), withoutBom);
        // Quarkus looks for the parent of a project in the repository too.
        Path installed = Files.createDirectories(repository.resolve("com/example/without-bom/1"));
        Files.writeString(installed.resolve("without-bom-1.pom"), withoutBom);
        Files.writeString(
                folder.resolve("with-bom.xml"), parent("with-bom", CAMEL_BOM.formatted(property("camel.version"))));
        Files.writeString(
                folder.resolve("pom.xml"),
                AGGREGATOR.formatted(modules.stream()
                        .map("    <module>%s</module>"::formatted)
                        .collect(Collectors.joining("\n"))));
        Path output = folder.resolve("maven.log");
        ProcessBuilder maven = new ProcessBuilder(
                        StagedRepository.ROOT.resolve("mvnw").toString(),
                        "-B",
                        "-ntp",
                        "-fae",
                        "-T2",
                        "-Dmaven.repo.local=" + repository,
                        "-Dmaven.repo.local.tail=" + property("repository"),
                        "-Daether.enhancedLocalRepository.tail.ignoreAvailability=true",
                        "-DargLine=" + QUICK_START,
                        "test")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("MAVEN_OPTS", QUICK_START);
        maven.start().waitFor();
        log = Files.readString(output);
    }

    /** All that Maven has said. */
    String log() {
        return log;
    }

    /** Whether Maven has tested this project and all its tests have passed. */
    boolean passed(String module) {
        return log.lines().anyMatch(line -> line.matches("\\[INFO] " + module + " \\.+ SUCCESS.*"));
    }

    /** The jars of a project by their artifact, in their order on its class path; fails if its tree does not converge. */
    List<Path> classPath(Consumer consumer) throws IOException {
        Path file = folder.resolve(consumer.name()).resolve(CLASS_PATH);
        if (!Files.exists(file)) {
            throw new AssertionError(consumer + " has no consistent tree:\n" + log);
        }
        return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The artifacts, as the table in the documents has them: without versions, Netty's and Camel's as one each. */
    static String broughtBy(List<Path> classPath) {
        return classPath.stream()
                .map(jar -> jar.getParent().getParent().getFileName().toString())
                .map(artifact -> artifact.replaceFirst("netty-.*", "netty"))
                .map(artifact -> isOfCamel(artifact) ? "camel-*" : artifact)
                .filter(artifact -> !artifact.startsWith("camel-transcription"))
                .filter(artifact -> !Consumer.COMPONENTS.contains(artifact))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean isOfCamel(String artifact) {
        return artifact.startsWith("camel-")
                && !artifact.startsWith("camel-transcription")
                && !Consumer.COMPONENTS.contains(artifact);
    }

    static String property(String name) {
        return System.getProperty("consumer." + name);
    }

    private static String parent(String artifact, String managed) {
        return PARENT.formatted(
                artifact,
                managed,
                property("plugin.compiler"),
                property("plugin.resources"),
                property("plugin.surefire"),
                property("plugin.enforcer"),
                property("plugin.dependency"),
                CLASS_PATH);
    }

    private static final String CAMEL_BOM = """
              <dependencyManagement>
                <dependencies>
                  <dependency>
                    <groupId>org.apache.camel</groupId>
                    <artifactId>camel-bom</artifactId>
                    <version>%s</version>
                    <type>pom</type>
                    <scope>import</scope>
                  </dependency>
                </dependencies>
              </dependencyManagement>
            """;

    private static final String AGGREGATOR = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>outside</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <modules>
            %s
              </modules>
            </project>
            """;

    private static final String PARENT = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>%s</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
            %s  <build>
                <pluginManagement>
                  <plugins>
                    <plugin>
                      <artifactId>maven-compiler-plugin</artifactId>
                      <version>%s</version>
                    </plugin>
                    <plugin>
                      <artifactId>maven-resources-plugin</artifactId>
                      <version>%s</version>
                    </plugin>
                    <plugin>
                      <artifactId>maven-surefire-plugin</artifactId>
                      <version>%s</version>
                    </plugin>
                  </plugins>
                </pluginManagement>
                <plugins>
                  <plugin>
                    <artifactId>maven-enforcer-plugin</artifactId>
                    <version>%s</version>
                    <executions>
                      <execution>
                        <id>consistent-tree</id>
                        <phase>initialize</phase>
                        <goals>
                          <goal>enforce</goal>
                        </goals>
                        <configuration>
                          <rules>
                            <requireUpperBoundDeps/>
                          </rules>
                        </configuration>
                      </execution>
                    </executions>
                  </plugin>
                  <plugin>
                    <artifactId>maven-dependency-plugin</artifactId>
                    <version>%s</version>
                    <executions>
                      <execution>
                        <id>class-path</id>
                        <phase>generate-resources</phase>
                        <goals>
                          <goal>build-classpath</goal>
                        </goals>
                        <configuration>
                          <outputFile>%s</outputFile>
                        </configuration>
                      </execution>
                    </executions>
                  </plugin>
                </plugins>
              </build>
            </project>
            """;
}
