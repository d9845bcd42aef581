/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.Map;

/**
 * What of a {@link TranscriptionMonitor} to show.
 *
 * @param provider whose jobs, endpoints and governors; {@code null} for all
 * @param limit    how many jobs in flight at most, the oldest of them
 * @param finished how many finished jobs at most, the latest of them
 */
public record MonitorQuery(String provider, int limit, int finished) {

    /** Everything that is shown unless asked for otherwise. */
    public static final MonitorQuery DEFAULT = new MonitorQuery(null, 1000, 100);

    /**
     * What the options {@code provider}, {@code limit} and {@code finished} of a console or a web address ask for.
     *
     * @param  options                  by name; the values as text or numbers
     * @throws IllegalArgumentException if a number is none, or negative
     */
    public static MonitorQuery of(Map<String, Object> options) {
        Object provider = options.get("provider");
        return new MonitorQuery(
                provider == null || provider.toString().isBlank()
                        ? null
                        : provider.toString().strip(),
                number(options, "limit", DEFAULT.limit()),
                number(options, "finished", DEFAULT.finished()));
    }

    private static int number(Map<String, Object> options, String name, int usual) {
        Object given = options.get(name);
        if (given == null || given.toString().isBlank()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(given.toString().strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            // The message below says what it has to be.
        }
        throw new IllegalArgumentException(name + " \"" + given + "\" must be a whole number of at least 0");
    }
}
