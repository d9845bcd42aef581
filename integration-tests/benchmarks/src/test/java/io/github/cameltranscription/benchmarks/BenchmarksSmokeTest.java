/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.benchmarks.report.ResultTable;
import io.github.cameltranscription.benchmarks.report.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** That the load program runs; its figures mean nothing with so little load. */
class BenchmarksSmokeTest {

    @Test
    void measuresJobsThatWait() throws Exception {
        List<Row> rows = BenchmarksMain.run(CommandLine.parse(
                "jobs",
                "--rounds",
                "1",
                "--jobs",
                "50",
                "--interval",
                "200ms",
                "--warm-up",
                "500ms",
                "--window",
                "1s"));

        assertThat(rows).extracting(Row::what).anyMatch(what -> what.endsWith("CPU ms a poll"));
        assertThat(ResultTable.of(rows)).contains("50 jobs (await, every 200 ms", "PASS");
    }

    @Test
    void measuresJobsThatAreSubmittedFirst() throws Exception {
        List<Row> rows = BenchmarksMain.run(CommandLine.parse(
                "jobs",
                "--rounds",
                "1",
                "--jobs",
                "50",
                "--interval",
                "200ms",
                "--warm-up",
                "500ms",
                "--window",
                "1s",
                "--operation",
                "transcribe",
                "--answer-delay",
                "10ms"));

        assertThat(rows)
                .filteredOn(row -> row.what().endsWith("polls a second"))
                .hasSize(1);
    }

    @Test
    void measuresUploads() throws Exception {
        List<Row> rows =
                BenchmarksMain.run(CommandLine.parse("uploads", "--rounds", "1", "--at-once", "2", "--megabytes", "1"));

        assertThat(rows)
                .filteredOn(row -> row.what().endsWith("accepted"))
                .hasSize(2)
                .extracting(Row::verdict)
                .containsOnly("PASS");
    }
}
