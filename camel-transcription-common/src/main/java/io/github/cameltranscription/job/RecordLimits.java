/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/** What every job repository accepts, so that none takes what another would not, and what its messages show of it. */
final class RecordLimits {

    static final int MAX_KEY_LENGTH = 4_000;
    static final int MAX_ID_LENGTH = 1_000;
    static final int MAX_NAME_LENGTH = 4_000;

    private static final int SHOWN_LENGTH = 200;

    private static final Pattern PART = Pattern.compile("(\\d+)(d|h|min|ms|m|s)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "d", ChronoUnit.DAYS,
            "h", ChronoUnit.HOURS,
            "min", ChronoUnit.MINUTES,
            "m", ChronoUnit.MINUTES,
            "s", ChronoUnit.SECONDS,
            "ms", ChronoUnit.MILLIS);

    /** The input is wrong: it would be refused again. */
    static final class Refused extends JobRepositoryException {

        private Refused(String message) {
            super(message);
        }
    }

    private RecordLimits() {}

    /** The option {@code retention} as text. Camel's own converter reads what it does not understand as zero. */
    static Duration retention(String text) {
        String given = text.strip();
        try {
            if (given.matches("(?i)-?p.+")) {
                return checked(Duration.parse(given));
            }
            String withUnits = given.matches("\\d+") ? given + "ms" : given;
            if (withUnits.matches("(" + PART + ")+")) {
                return PART.matcher(withUnits)
                        .results()
                        .map(part -> Duration.of(Long.parseLong(part.group(1)), UNITS.get(part.group(2))))
                        .reduce(Duration.ZERO, Duration::plus);
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException noDuration) {
            // Refused below.
        }
        throw new IllegalArgumentException("retention \"" + text
                + "\" is not a duration: give one such as 7d or 12h, or 0, which keeps no record of a finished job");
    }

    /** The option {@code retention}. */
    static Duration checked(Duration retention) {
        if (retention == null || retention.isNegative()) {
            throw new IllegalArgumentException("retention " + retention
                    + " must be zero, which keeps no record of a finished job, or a duration such as 7d");
        }
        return retention;
    }

    /** A text as messages show it. */
    static String shortened(String text) {
        return "'" + (text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "...") + "'";
    }

    static void check(JobRecord added) {
        check("job key", added.key(), MAX_KEY_LENGTH, "set jobKey to something shorter");
        check("base URL", added.scope().baseUrl(), MAX_ID_LENGTH, "set a shorter baseUrl");
        check("job id", added.jobId(), MAX_ID_LENGTH, "the provider's id is too long");
        check("file name", added.fileName(), MAX_NAME_LENGTH, "set a shorter file name");
        if (added.key().isEmpty()) {
            throw new Refused("refused a job key that is empty: set jobKey to what names the recording");
        }
    }

    private static void check(String what, String text, int maxLength, String fix) {
        if (text == null) {
            return;
        }
        if (text.length() > maxLength) {
            throw new Refused("refused a " + what + " of " + text.length() + " characters: " + maxLength
                    + " are the most; " + fix + "; it begins " + shortened(text));
        }
        // PostgreSQL keeps no NUL; half a surrogate pair would come back as a question mark.
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new Refused("refused a " + what
                    + " with a character that no database keeps (NUL or half a surrogate pair): " + shortened(text));
        }
    }
}
