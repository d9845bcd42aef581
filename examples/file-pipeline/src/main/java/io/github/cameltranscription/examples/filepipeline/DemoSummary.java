/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What came of the recordings that come with the example.
 *
 * @param outcomes    one for each recording
 * @param meantToFail tells by a recording's name whether it is broken on purpose
 * @param folder      the folder that was watched
 */
public record DemoSummary(List<FileOutcome> outcomes, Predicate<String> meantToFail, Path folder) {

    /** Zero if everything came out as it should. */
    public int exitCode() {
        return outcomes.stream().allMatch(this::isAsIntended) ? 0 : 1;
    }

    private boolean isAsIntended(FileOutcome outcome) {
        return outcome.isDone() != meantToFail.test(outcome.file());
    }

    @Override
    public String toString() {
        int width = outcomes.stream()
                .mapToInt(outcome -> outcome.file().length())
                .max()
                .orElse(1);
        StringBuilder text = new StringBuilder(System.lineSeparator());
        outcomes.stream()
                .sorted(Comparator.comparing(FileOutcome::file))
                .forEach(outcome -> line(text, "  %-" + width + "s  %-11s  %s", outcome));
        return text.append(totals())
                .append(String.format("%nResults:  %s%nFailures: %s", folder.resolve("out"), folder.resolve("error")))
                .toString();
    }

    private static void line(StringBuilder text, String format, FileOutcome outcome) {
        text.append(String.format(
                        format,
                        outcome.file(),
                        outcome.isDone() ? "transcribed" : outcome.category(),
                        outcome.jobId() == null ? "no job" : "job " + outcome.jobId()))
                .append(System.lineSeparator());
        if (!outcome.isDone()) {
            text.append("    ").append(outcome.reason()).append(System.lineSeparator());
        }
    }

    private String totals() {
        long transcribed = outcomes.stream().filter(FileOutcome::isDone).count();
        long failedAsIntended = outcomes.stream()
                .filter(outcome -> !outcome.isDone() && isAsIntended(outcome))
                .count();
        long failed = outcomes.size() - transcribed - failedAsIntended;
        long shouldHaveFailed = outcomes.stream()
                .filter(outcome -> outcome.isDone() && !isAsIntended(outcome))
                .count();
        return transcribed + " transcribed"
                + count(shouldHaveFailed, " of them broken on purpose")
                + count(failedAsIntended, " failed as intended")
                + count(failed, " failed");
    }

    private static String count(long number, String what) {
        return number == 0 ? "" : ", " + number + what;
    }
}
