/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the deliveries and reports with the jobs and charges of the provider. */
final class Reckoning {

    /** How many recordings a recipe sends at once. */
    private static final int UPLOADS = 8;

    private final Workspace workspace;
    private final PalatineSimulator palatine;
    private final RecipeProcess recipe;

    Reckoning(Workspace workspace, PalatineSimulator palatine, RecipeProcess recipe) {
        this.workspace = workspace;
        this.palatine = palatine;
        this.recipe = recipe;
    }

    /** The recordings that were reported as uncertain. */
    Set<String> uncertain() {
        return workspace.reports().keySet();
    }

    /** Fails unless each recording was either paid for once and delivered, or reported by name. */
    void check() {
        Map<String, String> reports = workspace.reports();
        // Both the submitting route and the results route report it, in either order.
        assertThat(reports).allSatisfy((recording, report) -> assertThat(report)
                .contains(" " + recording)
                .containsAnyOf("may have been submitted already", "it is not known whether the provider has it"));
        assertThat(reports.size() - uncertainPaid())
                .as("uncertain recordings whose upload was under way")
                .isBetween(0L, (long) UPLOADS);
        assertThat(workspace.failed()).containsExactlyInAnyOrderElementsOf(reports.keySet());
        assertThat(workspace.waiting()).isEmpty();

        Map<String, List<Workspace.Delivered>> delivered = workspace.delivered();
        Map<String, List<SimulatedJob>> jobs =
                palatine.jobs().stream().collect(Collectors.groupingBy(SimulatedJob::fileName));
        for (String recording : Workspace.names(Workspace.RECORDINGS)) {
            List<SimulatedJob> bought = jobs.getOrDefault(recording, List.of());
            if (reports.containsKey(recording)) {
                assertThat(delivered).doesNotContainKey(recording);
                assertThat(bought).as("jobs of the uncertain %s", recording).hasSizeLessThanOrEqualTo(1);
            } else {
                assertThat(bought).as("jobs of %s", recording).hasSize(1);
                assertThat(delivered.get(recording))
                        .containsExactly(
                                new Workspace.Delivered(recording, bought.get(0).id(), Workspace.said(recording)));
            }
        }
        palatine.requests()
                .assertSubmitted(Workspace.RECORDINGS - reports.size() + uncertainPaid())
                .assertNothingReleasedUnfetched();
    }

    /** The records that are left; fails unless those without a job id are uncertain and the others were delivered. */
    List<JobRecord> recordsLeft(JobRepository repository) throws Exception {
        try (JobRepository records = repository) {
            records.start();
            List<JobRecord> left = Stream.of(JobRecordState.values())
                    .flatMap(state -> records.list(state, Integer.MAX_VALUE).stream())
                    .toList();
            Set<String> delivered = workspace.delivered().keySet();
            assertThat(left).allSatisfy(record -> assertThat(record.isUncertain() ? uncertain() : delivered)
                    .contains(record.fileName()));
            return left;
        }
    }

    Outcome outcome(String name, KillMoment moment, long underWay) {
        List<SimulatedJob> jobs = palatine.jobs();
        Set<String> uncertain = uncertain();
        return new Outcome(
                name,
                moment,
                underWay,
                workspace.delivered().size(),
                duplicates(),
                uncertain.size(),
                uncertainPaid(),
                palatine.requests().paidSubmissions(),
                jobs.stream()
                        .filter(job -> !job.released() && !uncertain.contains(job.fileName()))
                        .count());
    }

    private long uncertainPaid() {
        Set<String> uncertain = uncertain();
        return palatine.jobs().stream()
                .filter(job -> uncertain.contains(job.fileName()))
                .count();
    }

    /** Counts the recipe's own log lines; a kill may come before such a line. */
    private int duplicates() {
        List<String> deliveries = recipe.printed(" delivered: job ");
        return deliveries.size()
                - (int) deliveries.stream()
                        .map(line -> line.substring(line.lastIndexOf(' ')))
                        .distinct()
                        .count();
    }
}
