/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * What AIESA's server takes for the time: the real one, shifted. Not the clock that drives the jobs, which a test may hold still, since
 * clients sign with the real time.
 */
final class AiesaServerClock {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private volatile Duration skew = Duration.ZERO;

    void skew(Duration shift) {
        skew = Objects.requireNonNull(shift);
    }

    long epochSecond() {
        return now().getEpochSecond();
    }

    /** Value of the {@code Date} header. */
    String date() {
        return HTTP_DATE.format(now().atOffset(ZoneOffset.UTC));
    }

    private Instant now() {
        return Instant.now().plus(skew);
    }
}
