/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The SQL of the records: each call is one statement that commits by itself, which makes it atomic and durable. */
final class JobTable {

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final String table;

    JobTable(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.table = table;
    }

    void createOrMigrate() throws SQLException {
        connected(connection -> {
            new JobTableLayout(table).bringUpToDate(connection);
            return null;
        });
    }

    String select(String key) throws SQLException {
        return connected(connection -> select(connection, Sha256.of(key)));
    }

    boolean insert(String key, String value, JobRecord jobRecord) throws SQLException {
        String keyHash = Sha256.of(key);
        return connected(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                    + " (provider, waiter, state, recorded_at, lease_until, delivered_at,"
                    + " key_hash, job_key, record_json, record_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                JobColumns.bind(insert, 1, jobRecord);
                int next = JobColumns.COUNT + 1;
                insert.setString(next, keyHash);
                insert.setString(next + 1, key);
                insert.setString(next + 2, value);
                insert.setString(next + 3, Sha256.of(value));
                insert.executeUpdate();
                return true;
            } catch (SQLException failure) {
                if (isIntegrityViolation(failure) && select(connection, keyHash) != null) {
                    return false;
                }
                throw failure;
            }
        });
    }

    boolean update(String key, String expected, String value, JobRecord jobRecord) throws SQLException {
        return connected(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE " + table + " SET "
                    + JobColumns.ASSIGNMENTS
                    + ", record_json = ?, record_hash = ? WHERE key_hash = ? AND record_hash = ?")) {
                JobColumns.bind(update, 1, jobRecord);
                int next = JobColumns.COUNT + 1;
                update.setString(next, value);
                update.setString(next + 1, Sha256.of(value));
                update.setString(next + 2, Sha256.of(key));
                update.setString(next + 3, Sha256.of(expected));
                return update.executeUpdate() == 1;
            }
        });
    }

    boolean delete(String key, String expected) throws SQLException {
        return connected(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE key_hash = ? AND record_hash = ?")) {
                delete.setString(1, Sha256.of(key));
                delete.setString(2, Sha256.of(expected));
                return delete.executeUpdate() == 1;
            }
        });
    }

    List<String> keys() throws SQLException {
        return connected(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT job_key FROM " + table)) {
                return strings(query);
            }
        });
    }

    /** What {@link JobRecord#isClaimable} says, by the index. */
    List<String> claimable(String provider, Instant now, int limit) throws SQLException {
        return connected(connection -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT job_key FROM " + table
                    + " WHERE provider = ? AND waiter = 'SUBMIT' AND (state = 'SUBMITTED' AND lease_until IS NULL"
                    + " OR state IN ('SUBMITTED', 'DELIVERED') AND lease_until <= ?)"
                    + " ORDER BY recorded_at, key_hash")) {
                query.setString(1, provider);
                JobColumns.bind(query, 2, now);
                query.setMaxRows(limit);
                return strings(query);
            }
        });
    }

    /** Forgets what was finished ({@link JobRecord#isFinished}) and delivered at this time or before. */
    int deleteFinished(Instant deliveredUntil) throws SQLException {
        return connected(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table
                    + " WHERE state = 'DELIVERED' AND lease_until IS NULL AND delivered_at <= ?")) {
                JobColumns.bind(delete, 1, deliveredUntil);
                return delete.executeUpdate();
            }
        });
    }

    private String select(Connection connection, String keyHash) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT record_json FROM " + table + " WHERE key_hash = ?")) {
            query.setString(1, keyHash);
            List<String> found = strings(query);
            return found.isEmpty() ? null : found.get(0);
        }
    }

    private static List<String> strings(PreparedStatement query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    /** SQLite's driver gives no SQLState at all. */
    private static boolean isIntegrityViolation(SQLException failure) {
        return failure.getSQLState() == null || failure.getSQLState().startsWith("23");
    }

    /** A DataSource may hand out connections that commit only when told. */
    private <T> T connected(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.getAutoCommit()) {
                return work.on(connection);
            }
            connection.setAutoCommit(true);
            try {
                return work.on(connection);
            } finally {
                connection.setAutoCommit(false);
            }
        }
    }
}
