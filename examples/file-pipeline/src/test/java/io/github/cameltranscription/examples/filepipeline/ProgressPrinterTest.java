/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressPrinterTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void writesOverOneLineOnATerminal() {
        ProgressPrinter printer = new ProgressPrinter(out, true);

        printer.show("10 in flight");
        printer.show("9 done");
        printer.end();
        printer.end();

        assertThat(printed()).isEqualTo("\r10 in flight\r9 done      " + System.lineSeparator());
    }

    @Test
    void writesALineForEachChangeToAPipe() {
        ProgressPrinter printer = new ProgressPrinter(out, false);

        printer.show("1 in flight");
        printer.show("1 in flight");
        printer.show("1 done");
        printer.end();

        assertThat(printed().lines()).containsExactly("1 in flight", "1 done");
        assertThat(printed()).doesNotContain("\r1");
    }

    @Test
    void endsNothingThatHasNotBegun() {
        new ProgressPrinter(out, true).end();

        assertThat(printed()).isEmpty();
    }

    @Test
    void countsWhatIsDoneInFlightAndFailed() {
        assertThat(new Progress(3, 2, 1)).hasToString("Files: 3 done, 2 in flight, 1 failed");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
