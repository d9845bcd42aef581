/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/** The columns that repeat what a record's JSON says, so that queries find it. */
final class JobColumns {

    /** For an update; each has a parameter, in the order of {@link #bind}. */
    static final String ASSIGNMENTS =
            "provider = ?, waiter = ?, state = ?, recorded_at = ?, lease_until = ?, delivered_at = ?";

    static final int COUNT = 6;

    private JobColumns() {}

    /** Sets the parameters, beginning with the one at this index. */
    static void bind(PreparedStatement statement, int first, JobRecord jobRecord) throws SQLException {
        statement.setString(first, jobRecord.provider());
        statement.setString(first + 1, jobRecord.waiter().name());
        statement.setString(first + 2, jobRecord.state().name());
        bind(statement, first + 3, jobRecord.recordedAt());
        bind(statement, first + 4, jobRecord.leaseUntil());
        bind(statement, first + 5, jobRecord.deliveredAt());
    }

    /** An instant as the milliseconds since 1970 that the columns hold. */
    static void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, millis(instant));
        }
    }

    private static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException endOfTime) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
