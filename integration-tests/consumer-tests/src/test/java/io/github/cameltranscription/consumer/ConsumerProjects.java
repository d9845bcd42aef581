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
import java.util.stream.Stream;

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

    /** Adds a project with these files; its class path is resolved and checked. */
    void write(String module, Map<String, String> files) throws IOException {
        modules.add(module);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(module).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Builds all projects. A failure shows by what is missing afterwards. */
    void build() throws IOException, InterruptedException {
        Path repository = folder.resolve("repository");
        StagedRepository.stage(repository);
        String withoutBom = parent("without-bom", "");
        Files.writeString(folder.resolve("without-bom.xml"), withoutBom);
        // Quarkus looks for the parent of a project in the repository too.
        Path installed = Files.createDirectories(repository.resolve("com/example/without-bom/1"));
        Files.writeString(installed.resolve("without-bom-1.pom"), withoutBom);
        Files.writeString(
                folder.resolve("with-bom.xml"),
                parent("with-bom", Pom.boms("org.apache.camel:camel-bom:" + property("camel.version"))));
        Files.writeString(folder.resolve("pom.xml"), aggregator(modules));
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

    /** The output of Maven. */
    String log() {
        return log;
    }

    /** Whether Maven has built this project, including its tests. */
    boolean passed(String module) {
        return log.lines().anyMatch(line -> line.matches("\\[INFO] " + module + " \\.+ SUCCESS.*"));
    }

    /** The jars of a project in the order of its class path; fails if its tree does not converge. */
    List<Path> classPath(Consumer consumer) throws IOException {
        Path file = folder.resolve(consumer.name()).resolve(CLASS_PATH);
        if (!Files.exists(file)) {
            throw new AssertionError(consumer + " has no consistent tree:\n" + log);
        }
        return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The artifacts as in the table of the documents: without versions, and with one name for all of Netty and of Camel. */
    static String broughtBy(List<Path> classPath) {
        return classPath.stream()
                .map(jar -> jar.getParent().getParent().getFileName().toString())
                .map(artifact -> artifact.replaceFirst("netty-.*", "netty"))
                .filter(artifact ->
                        !artifact.startsWith("camel-transcription") && !Consumer.COMPONENTS.contains(artifact))
                .map(artifact -> artifact.replaceFirst("^camel-.*", "camel-*"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static String property(String name) {
        return System.getProperty("consumer." + name);
    }

    private static String aggregator(List<String> modules) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.example</groupId>
                  <artifactId>outside</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <modules>%s</modules>
                </project>
                """.formatted(
                        modules.stream().map("<module>%s</module>"::formatted).collect(Collectors.joining("\n")));
    }

    /** The parent of the projects, whose trees are checked, and whose class paths are written. */
    private static String parent(String artifact, String managed) {
        return """
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
                  %s
                  <build>
                    <pluginManagement>
                      <plugins>%s</plugins>
                    </pluginManagement>
                    <plugins>%s</plugins>
                  </build>
                </project>
                """.formatted(
                artifact,
                managed,
                Stream.of("compiler", "dependency", "enforcer", "resources", "surefire")
                        .map(name -> "<plugin><artifactId>maven-%s-plugin</artifactId><version>%s</version></plugin>"
                                .formatted(name, property("plugin." + name)))
                        .collect(Collectors.joining("\n")),
                Pom.rule("requireUpperBoundDeps")
                        + Pom.plugin(
                                "dependency",
                                "class-path",
                                "generate-resources",
                                "build-classpath",
                                "<outputFile>" + CLASS_PATH + "</outputFile>"));
    }
}
