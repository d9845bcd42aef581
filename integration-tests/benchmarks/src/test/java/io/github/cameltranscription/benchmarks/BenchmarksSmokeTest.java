/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The load program runs; its figures mean nothing with so little load. Each scenario has its own JVMs, which mostly wait for one
 * another, so a few scenarios run at the same time.
 */
@Tag("server")
@Execution(ExecutionMode.CONCURRENT)
class BenchmarksSmokeTest {

    /** Most of the time is that of starting JVMs. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -Xshare:auto";

    /** Runs a command with these options. */
    private static List<Section> run(String command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--rounds", "1", "--child-options", QUICK_START));
        return BenchmarksMain.run(CommandLine.parse(arguments.toArray(String[]::new)));
    }

    @Test
    void measuresJobsThatWait() throws Exception {
        Section section = run("jobs --jobs 50 --interval 200ms --warm-up 200ms --window 500ms")
                .get(0);

        assertThat(section.toText()).startsWith("50 jobs in flight: palatine:await");
        assertPass(section, "threads beyond Camel's own");
    }

    @Test
    void measuresUploads() throws Exception {
        assertThat(run("uploads --at-once 2 --megabytes 1"))
                .hasSize(2)
                .allSatisfy(section -> assertPass(section, "accepted"));
    }

    @Test
    void measuresStreams() throws Exception {
        List<Section> sections = run("streams --sessions 5 --held-sessions 20 --warm-up 300ms --window 1s");

        assertThat(sections)
                .hasSize(2)
                .allSatisfy(section -> assertPass(section, "sessions with all partials in order"));
        assertThat(sections.get(0).toText()).startsWith("5 paced sessions");
        assertThat(row(sections.get(1), "live heap bytes a session, audio apart")
                        .ours())
                .isNotEqualTo("-");
    }

    @Test
    void measuresAnOutage() throws Exception {
        assertThat(run("outage --seconds 2 --jobs 20 --interval 200ms --warm-up 200ms --window 500ms"))
                .isNotEmpty()
                .allSatisfy(section -> assertPass(section, "jobs done"));
    }

    @Test
    void measuresABusyProvider() throws Exception {
        assertThat(run("busy --recordings 12 --submissions-per-second 10"))
                .hasSize(2)
                .allSatisfy(section -> assertPass(section, "recordings done"));
    }

    @Test
    void measuresRecordedJobs() throws Exception {
        assertThat(run("durable --durable-jobs 30 --nodes 2 --statement-millis 1"))
                .singleElement()
                .satisfies(section -> {
                    assertPass(section, "30 jobs, 2 nodes: delivered twice");
                    assertPass(section, "30 jobs, 2 nodes: finished");
                });
    }

    @Test
    void measuresTheConsole() throws Exception {
        assertThat(run("console --jobs 50")).singleElement().satisfies(section -> assertThat(
                        row(section, "all rows, ms, json").baseline())
                .isNotEqualTo("-"));
    }

    private static void assertPass(Section section, String what) {
        assertThat(row(section, what).verdict()).as(section.toText()).isEqualTo("PASS");
    }

    private static Row row(Section section, String what) {
        return section.rows().stream()
                .filter(row -> row.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
