/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Locale;

import io.github.cameltranscription.simulator.http.Refusal;

/** How soon a job is taken, which decides its price. */
public enum AiesaPriority {
    /** The usual one. */
    QUEUE,
    /** At once, and more expensive. */
    LIGHTNING;

    /** {@code value} is null where the request names none. Throws a 422 where there is no such priority. */
    static AiesaPriority of(Object value) {
        if (value == null) {
            return QUEUE;
        }
        for (AiesaPriority priority : values()) {
            if (priority.wireName().equals(value)) {
                return priority;
            }
        }
        throw Refusal.invalid("body", "priority", "The priority must be queue or lightning");
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
