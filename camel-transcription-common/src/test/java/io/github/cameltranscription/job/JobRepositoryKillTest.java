/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The commits of another process survive its end, as the simulation assumes of a crash. */
@Timeout(120)
@Tag("server")
class JobRepositoryKillTest {

    private static final int COMMITS_BEFORE_THE_KILL = 100;

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(process -> process.toHandle().destroyForcibly());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:", "jdbc:sqlite:"})
    void whatWasCommittedSurvivesAKill(String database) throws Exception {
        String url = database + folder.resolve("jobs");
        List<String> committed = new ArrayList<>();
        Process process = start(url, "write");
        try (BufferedReader output = outputOf(process)) {
            while (committed.size() < COMMITS_BEFORE_THE_KILL) {
                committed.add(output.readLine());
            }
            // Not process.destroyForcibly(), which closes the output before its end is read.
            process.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                committed.add(line);
            }
        }
        assertThat(process.waitFor()).as("killed, not ended").isNotZero();

        try (JdbcJobRepository reopened = JobRepositoryProcess.open(url)) {
            // The last line may have been cut off in the middle.
            List<String> whole = committed.subList(0, committed.size() - 1);
            assertThat(whole)
                    .allSatisfy(number -> assertThat(reopened.read(JobRepositoryProcess.id(Integer.parseInt(number))))
                            .isNotNull());
            assertThat(count(reopened))
                    .as("and at most the one whose commit was not reported yet")
                    .isBetween(whole.size(), committed.size() + 1);
        }
    }

    @Test
    void recordsAreStillKeptWhileTheProcessIsEnding() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("jobs");

        assertThat(linesOf(start(url, "write-while-ending")))
                .hasSize(JobRepositoryProcess.WRITES_WHILE_ENDING + 1)
                .endsWith(JobRepositoryProcess.ENDED);

        try (JdbcJobRepository reopened = JobRepositoryProcess.open(url)) {
            assertThat(count(reopened)).isEqualTo(JobRepositoryProcess.WRITES_WHILE_ENDING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:", "jdbc:sqlite:"})
    void aSecondProcessIsRefusedWithTheReason(String database) throws Exception {
        String url = database + folder.resolve("jobs");
        try (JdbcJobRepository first = JobRepositoryProcess.open(url)) {
            assertThat(linesOf(start(url, "open")))
                    .singleElement()
                    .asString()
                    .contains("the job repository " + url + " could not ", "another process has it open")
                    .contains("use PostgreSQL for many processes");

            assertThat(count(first)).isZero();
        }
    }

    /** POSIX: a process loses its lock on a file when it closes any channel on it. */
    @Test
    void aRefusalInThisProcessDoesNotFreeTheFolderForOthers() throws Exception {
        String url = "file:" + folder;
        try (JdbcJobRepository first = JobRepositoryProcess.open(url)) {
            assertThatThrownBy(() -> JobRepositoryProcess.open(url)).hasMessageContaining("belongs to");

            assertThat(linesOf(start(url, "open")))
                    .singleElement()
                    .asString()
                    .contains(
                            "belongs to",
                            "in process " + ProcessHandle.current().pid());
            assertThat(count(first)).isZero();
        }
        assertThat(linesOf(start(url, "open"))).containsExactly(JobRepositoryProcess.ENDED);
    }

    private static int count(JdbcJobRepository repository) {
        return repository.list(JobRecordState.INTENT, Integer.MAX_VALUE).size();
    }

    private Process start(String url, String work) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JobRepositoryProcess.class.getName(),
                        url,
                        work)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private static List<String> linesOf(Process process) throws Exception {
        List<String> lines;
        try (BufferedReader output = outputOf(process)) {
            lines = output.lines().toList();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return lines;
    }

    private static BufferedReader outputOf(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
