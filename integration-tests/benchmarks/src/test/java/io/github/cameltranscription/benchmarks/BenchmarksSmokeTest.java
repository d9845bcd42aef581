/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Section;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the load program runs; its figures mean nothing with so little load. Each scenario has JVMs of its own, which mostly wait for
 * one another: a few scenarios run at the same time.
 */
@Tag("server")
@Execution(ExecutionMode.CONCURRENT)
class BenchmarksSmokeTest {

    /** Most of the time is that of starting JVMs. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -Xshare:auto";

    @Test
    void measuresJobsThatWait() throws Exception {
        Section section = BenchmarksMain.run(CommandLine.parse(
                        "jobs",
                        "--rounds",
                        "1",
                        "--jobs",
                        "50",
                        "--interval",
                        "200ms",
                        "--warm-up",
                        "200ms",
                        "--window",
                        "500ms",
                        "--child-options",
                        QUICK_START))
                .get(0);

        assertThat(section.toText()).startsWith("50 jobs in flight: palatine:await");
        assertThat(row(section, "threads beyond Camel's own").verdict()).isEqualTo("PASS");
    }

    @Test
    void measuresUploads() throws Exception {
        List<Section> sections = BenchmarksMain.run(CommandLine.parse(
                "uploads", "--rounds", "1", "--at-once", "2", "--megabytes", "1", "--child-options", QUICK_START));

        assertThat(sections).hasSize(2).allSatisfy(section -> assertThat(
                        row(section, "accepted").verdict())
                .isEqualTo("PASS"));
    }

    @Test
    void measuresStreams() throws Exception {
        List<Section> sections = BenchmarksMain.run(CommandLine.parse(
                "streams",
                "--rounds",
                "1",
                "--sessions",
                "5",
                "--held-sessions",
                "20",
                "--warm-up",
                "300ms",
                "--window",
                "1s",
                "--child-options",
                QUICK_START));

        assertThat(sections).hasSize(2).allSatisfy(section -> assertThat(
                        row(section, "sessions with all partials in order").verdict())
                .isEqualTo("PASS"));
        assertThat(sections.get(0).toText()).startsWith("5 paced sessions");
        assertThat(row(sections.get(1), "live heap bytes a session, audio apart")
                        .ours())
                .isNotEqualTo("-");
    }

    @Test
    void measuresAnOutage() throws Exception {
        List<Section> sections = BenchmarksMain.run(CommandLine.parse(
                "outage",
                "--seconds",
                "2",
                "--jobs",
                "20",
                "--interval",
                "200ms",
                "--warm-up",
                "200ms",
                "--window",
                "500ms",
                "--child-options",
                QUICK_START));

        assertThat(sections).isNotEmpty().allSatisfy(section -> assertThat(
                        row(section, "jobs done").verdict())
                .isEqualTo("PASS"));
    }

    @Test
    void measuresABusyProvider() throws Exception {
        List<Section> sections = BenchmarksMain.run(CommandLine.parse(
                "busy", "--recordings", "12", "--submissions-per-second", "10", "--child-options", QUICK_START));

        assertThat(sections).hasSize(2).allSatisfy(section -> assertThat(
                        row(section, "recordings done").verdict())
                .isEqualTo("PASS"));
    }

    @Test
    void measuresRecordedJobs() throws Exception {
        List<Section> sections = BenchmarksMain.run(CommandLine.parse(
                "durable",
                "--durable-jobs",
                "30",
                "--nodes",
                "2",
                "--statement-millis",
                "1",
                "--child-options",
                QUICK_START));

        assertThat(sections).singleElement().satisfies(section -> {
            assertThat(row(section, "30 jobs, 2 nodes: delivered twice").verdict())
                    .isEqualTo("PASS");
            assertThat(row(section, "30 jobs, 2 nodes: finished").verdict()).isEqualTo("PASS");
        });
    }

    @Test
    void measuresTheConsole() throws Exception {
        List<Section> sections = BenchmarksMain.run(
                CommandLine.parse("console", "--rounds", "1", "--jobs", "50", "--child-options", QUICK_START));

        assertThat(sections).singleElement().satisfies(section -> assertThat(
                        row(section, "all rows, ms, json").baseline())
                .isNotEqualTo("-"));
    }

    private static Row row(Section section, String what) {
        return section.rows().stream()
                .filter(row -> row.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
