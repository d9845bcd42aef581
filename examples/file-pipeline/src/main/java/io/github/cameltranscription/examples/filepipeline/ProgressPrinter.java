/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.PrintStream;

/** Shows a text that changes: one line that is written over on a terminal, else a line for each change. */
public final class ProgressPrinter {

    private final PrintStream out;
    private final boolean terminal;
    private String last = "";

    /**
     * @param out      where to print
     * @param terminal whether that is a terminal
     */
    public ProgressPrinter(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows the text, unless it is what is shown already. */
    public synchronized void show(String text) {
        if (text.equals(last)) {
            return;
        }
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, last.length() - text.length())));
        } else {
            out.println(text);
        }
        out.flush();
        last = text;
    }

    /** Lets what is shown stand, so that others can print below it. */
    public synchronized void end() {
        if (terminal && !last.isEmpty()) {
            out.println();
        }
        last = "";
    }
}
