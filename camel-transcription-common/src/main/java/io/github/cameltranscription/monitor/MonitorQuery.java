/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.Map;

/**
 * Selects the content of {@link TranscriptionMonitor#toJson}.
 *
 * @param provider only jobs, endpoints and governors of this provider; {@code null} for all
 * @param limit the maximum number of jobs in flight, the oldest first
 * @param finished the maximum number of finished jobs, the latest first
 */
public record MonitorQuery(String provider, int limit, int finished) {

    /** The default query. */
    public static final MonitorQuery DEFAULT = new MonitorQuery(null, 1000, 100);

    /**
     * The query of the options {@code provider}, {@code limit} and {@code finished} of a console or a web address.
     *
     * @param options by name; the values as text or numbers
     * @throws IllegalArgumentException if a number is invalid or negative
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
            // The exception below names the valid values.
        }
        throw new IllegalArgumentException(name + " \"" + given + "\" must be a whole number of at least 0");
    }
}
