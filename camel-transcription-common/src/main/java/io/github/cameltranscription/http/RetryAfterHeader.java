/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Duration;
import java.time.Instant;

import org.apache.hc.client5.http.utils.DateUtils;

/** The {@code Retry-After} header: seconds, or an HTTP date (RFC 9110, section 10.2.3). */
public final class RetryAfterHeader {

    private RetryAfterHeader() {}

    /** The time to wait; {@code null} if the header is missing or invalid. */
    public static Duration parse(String value, Instant now) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        try {
            double seconds = Double.parseDouble(text);
            return seconds >= 0 && !Double.isInfinite(seconds)
                    ? Duration.ofMillis((long) (Math.min(seconds, Integer.MAX_VALUE) * 1000))
                    : null;
        } catch (NumberFormatException notSeconds) {
            Instant until = DateUtils.parseStandardDate(text);
            return until == null ? null : until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        }
    }
}
