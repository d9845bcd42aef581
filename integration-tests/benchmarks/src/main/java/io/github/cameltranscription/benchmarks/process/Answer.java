/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A child's answer: figures by name, and lines for the reader.
 *
 * @param figures by name
 * @param notes   lines of text
 */
public record Answer(Map<String, Double> figures, List<String> notes) {

    static final String FIGURES = "figures";
    static final String NOTE = "note ";

    /** No figures: the command was executed. */
    public static Answer done() {
        return new Answer(Map.of(), List.of());
    }

    /** One figure. */
    public static Answer of(String name, double value) {
        return new Answer(Map.of(name, value), List.of());
    }

    /** With one more figure. */
    public Answer and(String name, double value) {
        return and(of(name, value));
    }

    /** With the figures of another answer. */
    public Answer and(Answer other) {
        Map<String, Double> all = new LinkedHashMap<>(figures);
        all.putAll(other.figures);
        return new Answer(all, notes);
    }

    /** The same figures with these lines. */
    public Answer withNotes(List<String> newNotes) {
        return new Answer(figures, newNotes);
    }

    /**
     * One figure.
     *
     * @throws IllegalStateException if it was not given
     */
    public double figure(String name) {
        Double value = figures.get(name);
        if (value == null) {
            throw new IllegalStateException("no figure " + name + " among " + figures.keySet());
        }
        return value;
    }

    /** As lines that {@link ChildProcess} reads. */
    String toLines() {
        StringBuilder lines = new StringBuilder();
        notes.forEach(note -> lines.append(NOTE).append(note).append('\n'));
        lines.append(FIGURES);
        figures.forEach(
                (name, value) -> lines.append(' ').append(name).append('=').append(value));
        return lines.append('\n').toString();
    }

    static Map<String, Double> parseFigures(String line) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String pair : line.substring(FIGURES.length()).strip().split(" ")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                figures.put(pair.substring(0, equals), Double.valueOf(pair.substring(equals + 1)));
            }
        }
        return figures;
    }
}
