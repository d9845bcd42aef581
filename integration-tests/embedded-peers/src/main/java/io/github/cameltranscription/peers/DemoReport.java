/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The output of a demo: the servers that it replaces, its progress, the outcome of each recording, and at the end how many
 * were transcribed and where the results are.
 */
public final class DemoReport {

    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream out;
    private final LongSupplier clock;
    private final int expected;
    private final long begun;
    private final List<String> outcomes = new ArrayList<>();
    private int transcribed;
    private long lastPrinted;

    DemoReport(PrintStream out, LongSupplier clock, int expected) {
        this.out = out;
        this.clock = clock;
        this.expected = expected;
        this.begun = clock.getAsLong();
        this.lastPrinted = begun;
    }

    /**
     * Begins.
     *
     * @param servers  the servers of the demo, as part of a sentence, such as {@code an SFTP server of its own}
     * @param expected how many recordings there are
     */
    static DemoReport begin(String servers, int expected) {
        DemoReport report = new DemoReport(System.out, System::nanoTime, expected);
        report.out.println("This demo has " + servers + ", and a simulator in place of the service. Nothing is"
                + " recognised: the words come from scripts. " + expected + " recordings.");
        return report;
    }

    /** Prints the progress every 5 seconds; to be called while the demo waits. */
    void waiting() {
        if (clock.getAsLong() - lastPrinted >= PROGRESS_NANOS) {
            print("... " + outcomes.size() + " of " + expected + " recordings after " + seconds() + " s");
        }
    }

    /**
     * Prints the outcome of a recording.
     *
     * @param error  the reason of a failure; {@code null} if there is a transcript
     * @param result further text; may be {@code null}
     */
    public void outcome(String recording, String error, String result) {
        transcribed += error == null ? 1 : 0;
        String outcome = recording + ": " + (error == null ? "transcribed" : "failed, " + error);
        outcomes.add(outcome);
        print(outcome + ", " + result);
    }

    /** Whether there is an outcome of each recording. */
    boolean isComplete() {
        return outcomes.size() >= expected;
    }

    /** Prints the outcomes, and where the results are, one place a line. */
    void end(List<String> places) {
        out.println();
        Collections.sort(outcomes);
        outcomes.forEach(outcome -> out.println("  " + outcome));
        int failed = outcomes.size() - transcribed;
        out.println(transcribed + " transcribed" + (failed == 0 ? "" : ", " + failed + " failed") + " in " + seconds()
                + " s");
        places.forEach(out::println);
    }

    private void print(String line) {
        lastPrinted = clock.getAsLong();
        out.println(line);
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(clock.getAsLong() - begun);
    }
}
