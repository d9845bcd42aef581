/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.documents;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Creates the projects of docs/getting-started.md, from that page alone, in a folder outside of the repository, and runs
 * them with its commands. It needs installed artifacts, which {@code verify} does not provide:
 * {@code ./mvnw install -DskipTests}, then this test with {@code -Dgetting.started=true}.
 */
@EnabledIfSystemProperty(named = "getting.started", matches = "true")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@Tag("server")
class GettingStartedTest {

    private static final Path PAGE = Path.of("docs", "getting-started.md");
    private static final String SIMULATOR = "java -jar ";
    private static final String DOCUMENTED_PORT = "8089";
    private static final String REPOSITORY = "~/.m2/repository";
    private static final Path RECORDING = Documents.ROOT.resolve("examples/file-pipeline/recordings/call.wav");

    /** Where {@code -Dmaven.repo.local} says, if it is set. */
    private static final String LOCAL_REPOSITORY = System.getProperty("maven.repo.local");

    @TempDir
    Path outside;

    private final List<CodeBlock> blocks = CodeBlock.in(PAGE, Documents.read(PAGE));
    private final List<Process> running = new ArrayList<>();

    @BeforeEach
    void isOutsideOfTheRepository() {
        assertThat(outside.toAbsolutePath().startsWith(Documents.ROOT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "quarkus"})
    void thePageIsEnough(String project) throws Exception {
        try {
            String port = startSimulator();
            writeFiles(project, port);
            Path folder = outside.resolve(project);
            Files.createDirectories(folder.resolve("in"));
            Files.copy(RECORDING, folder.resolve("in").resolve("call.wav"));

            List<String> commands = commands(project);
            for (String command : commands.subList(0, commands.size() - 1)) {
                assertThat(start(folder, command).waitFor()).as(output(command)).isZero();
            }
            String last = commands.get(commands.size() - 1);
            Process application = start(folder, last);

            Path subtitles = folder.resolve("out").resolve("call.srt");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .until(() -> !application.isAlive() || Files.exists(subtitles) && Files.size(subtitles) > 0);
            assertThat(subtitles).as(output(last)).exists();
            assertThat(Files.readString(subtitles).strip())
                    .isEqualTo(fileBlock("main/out/call.srt").code().strip());
            assertThat(application.isAlive()).isTrue();
        } finally {
            running.forEach(process -> {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            });
        }
    }

    /** With the command of the page and a free port. */
    private String startSimulator() throws IOException {
        String command = commands().stream()
                .filter(line -> line.startsWith(SIMULATOR) && line.contains("camel-transcription-testing"))
                .findFirst()
                .orElseThrow();
        Process simulator = new ProcessBuilder(words(command.replace(DOCUMENTED_PORT, "0"))).start();
        running.add(simulator);
        try (BufferedReader lines = simulator.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Palatine base URL: ")) {
                    return line.replaceAll(".*:(\\d+)/.*", "$1");
                }
            }
        }
        throw new AssertionError("The simulator printed no address");
    }

    private void writeFiles(String project, String port) throws IOException {
        for (CodeBlock block : blocks) {
            if (block.file() != null
                    && block.file().startsWith(project + "/")
                    && !block.language().equals("text")) {
                Path file = outside.resolve(block.file());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.code().replace(":" + DOCUMENTED_PORT + "/", ":" + port + "/"));
            }
        }
        assertThat(outside.resolve(project).resolve("pom.xml")).exists();
    }

    private CodeBlock fileBlock(String name) {
        return blocks.stream()
                .filter(block -> name.equals(block.file()))
                .findFirst()
                .orElseThrow();
    }

    /** The commands after the project's files. */
    private List<String> commands(String project) {
        int pom = blocks.indexOf(fileBlock(project + "/pom.xml"));
        return blocks.subList(pom, blocks.size()).stream()
                .filter(block -> block.language().equals("sh"))
                .findFirst()
                .orElseThrow()
                .code()
                .lines()
                .toList();
    }

    private List<String> commands() {
        return blocks.stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> block.code().lines())
                .toList();
    }

    private Process start(Path folder, String command) throws IOException {
        Process process = new ProcessBuilder(words(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(command))
                .start();
        running.add(process);
        return process;
    }

    private File log(String command) {
        return outside.resolve(command.replaceAll("\\W+", "-") + ".log").toFile();
    }

    private String output(String command) throws IOException {
        return Files.readString(log(command).toPath());
    }

    /** Replaces Maven by the wrapper, and the local repository by that of this build. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" +")));
        if (words.get(0).equals("mvn")) {
            words.set(0, Documents.ROOT.resolve("mvnw").toString());
            if (LOCAL_REPOSITORY != null) {
                words.add(1, "-Dmaven.repo.local=" + LOCAL_REPOSITORY);
            }
        }
        String repository = LOCAL_REPOSITORY != null
                ? LOCAL_REPOSITORY
                : Path.of(System.getProperty("user.home"), ".m2", "repository").toString();
        words.replaceAll(word -> word.replace(REPOSITORY, repository));
        return words;
    }
}
