/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.charset.StandardCharsets;

/** What every job repository accepts, so that none takes what another would not. */
final class RecordLimits {

    static final int MAX_KEY_LENGTH = 4_000;
    static final int MAX_VALUE_LENGTH = 16_000;

    private RecordLimits() {}

    static void checkKey(String key) {
        if (key == null || key.isEmpty()) {
            throw new JobRepositoryException("refused a job key that is empty: set jobKey to what names the recording");
        }
        check("job key", key, MAX_KEY_LENGTH, "set jobKey to something shorter");
    }

    /** Checks the value that is to be stored under a key, and reads it. */
    static JobRecord checkValue(String value) {
        JobRecord jobRecord = JobRecord.parse(value);
        check("job record", value, MAX_VALUE_LENGTH, "its job id or file name is too long");
        return jobRecord;
    }

    private static void check(String what, String text, int maxLength, String fix) {
        if (text.length() > maxLength) {
            throw new JobRepositoryException("refused a " + what + " of " + text.length() + " characters: " + maxLength
                    + " are the most; " + fix + "; it begins " + Shortened.of(text));
        }
        // PostgreSQL keeps no NUL; half a surrogate pair would come back as a question mark.
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new JobRepositoryException("refused a " + what
                    + " with a character that no database keeps (NUL or half a surrogate pair): " + Shortened.of(text));
        }
    }
}
