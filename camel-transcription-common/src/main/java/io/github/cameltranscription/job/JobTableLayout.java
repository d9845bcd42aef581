/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Creates the table of the records, or brings that of an earlier release up to date, step by step. A table beside it
 * holds the version of the layout; its row is locked meanwhile, so that nodes that start together take turns. A step
 * makes only what is missing, for some databases keep the half of one that was cut off.
 */
final class JobTableLayout {

    private interface Step {
        void apply(Connection connection) throws SQLException;
    }

    private static final int ROWS_AT_A_TIME = 500;

    private final String table;
    private final String versionTable;

    /** The first makes version 1 of nothing, and so on. Never change one that has been released: add another. */
    private final List<Step> steps = List.of(this::createRecords, this::addColumnsForQueries);

    JobTableLayout(String table) {
        this.table = table;
        this.versionTable = table + "_version";
    }

    int latestVersion() {
        return steps.size();
    }

    /**
     * Takes the steps that are missing.
     *
     * @throws JobRepositoryException if the layout is newer than this release
     */
    void bringUpToDate(Connection connection) throws SQLException {
        bringTo(latestVersion(), connection);
    }

    void bringTo(int wanted, Connection connection) throws SQLException {
        // H2 ends the transaction, and with it the lock, at every ALTER TABLE: within a process this takes its place.
        synchronized (JobTableLayout.class) {
            prepareVersion(connection);
            connection.setAutoCommit(false);
            try {
                takeSteps(wanted, connection);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void takeSteps(int wanted, Connection connection) throws SQLException {
        execute(connection, "UPDATE " + versionTable + " SET version = version");
        int found = version(connection);
        if (found > latestVersion()) {
            throw new JobRepositoryException("the table " + table + " has layout version " + found
                    + ", made by a newer release; this one knows versions up to " + latestVersion()
                    + ": upgrade this node, or set tableName to a table of its own");
        }
        for (int next = found + 1; next <= wanted; next++) {
            steps.get(next - 1).apply(connection);
            execute(connection, "UPDATE " + versionTable + " SET version = " + next);
        }
    }

    /** PostgreSQL tells the slower of two that the table or row exists, {@code IF NOT EXISTS} or not. */
    private void prepareVersion(Connection connection) throws SQLException {
        try {
            createVersion(connection);
        } catch (SQLException perhapsMadeMeanwhile) {
            createVersion(connection);
        }
    }

    private void createVersion(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + versionTable
                        + " (id INTEGER NOT NULL PRIMARY KEY, version INTEGER NOT NULL)");
        execute(
                connection,
                "INSERT INTO " + versionTable + " (id, version) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM "
                        + versionTable + ")");
    }

    private int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM " + versionTable)) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Version 1: the records themselves, found by a hash because a key may be too long for an index. */
    private void createRecords(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + table + " (key_hash VARCHAR(64) NOT NULL PRIMARY KEY,"
                        + " job_key VARCHAR(" + RecordLimits.MAX_KEY_LENGTH + ") NOT NULL,"
                        + " record_json VARCHAR(" + RecordLimits.MAX_VALUE_LENGTH + ") NOT NULL,"
                        + " record_hash VARCHAR(64) NOT NULL)");
    }

    /** Version 2: what the JSON says, in columns, for claims by lease and for the retention. */
    private void addColumnsForQueries(Connection connection) throws SQLException {
        addColumn(connection, "provider", "VARCHAR(100)");
        addColumn(connection, "waiter", "VARCHAR(20)");
        addColumn(connection, "state", "VARCHAR(20)");
        addColumn(connection, "recorded_at", "BIGINT");
        addColumn(connection, "lease_until", "BIGINT");
        addColumn(connection, "delivered_at", "BIGINT");
        addIndex(connection, table + "_claim", "provider, waiter, state, lease_until");
        addIndex(connection, table + "_retention", "delivered_at");
        fillColumns(connection);
    }

    private void addColumn(Connection connection, String name, String type) throws SQLException {
        if (!columns(connection).contains(name)) {
            execute(connection, "ALTER TABLE " + table + " ADD COLUMN " + name + " " + type);
        }
    }

    private Set<String> columns(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            ResultSetMetaData columns = none.getMetaData();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                names.add(columns.getColumnName(column).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private void addIndex(Connection connection, String name, String columns) throws SQLException {
        execute(connection, "CREATE INDEX IF NOT EXISTS " + name + " ON " + table + " (" + columns + ")");
    }

    private void fillColumns(Connection connection) throws SQLException {
        while (fillSomeRows(connection) > 0) {
            // The next ones.
        }
    }

    private int fillSomeRows(Connection connection) throws SQLException {
        int rowsFound = 0;
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT key_hash, record_hash, record_json, job_key FROM " + table
                                + " WHERE provider IS NULL");
                PreparedStatement update = connection.prepareStatement("UPDATE " + table + " SET "
                        + JobColumns.ASSIGNMENTS + " WHERE key_hash = ? AND record_hash = ?")) {
            query.setMaxRows(ROWS_AT_A_TIME);
            try (ResultSet row = query.executeQuery()) {
                for (; row.next(); rowsFound++) {
                    JobColumns.bind(update, 1, parse(row.getString(3), row.getString(4)));
                    update.setString(JobColumns.COUNT + 1, row.getString(1));
                    update.setString(JobColumns.COUNT + 2, row.getString(2));
                    update.addBatch();
                }
            }
            if (rowsFound > 0) {
                update.executeBatch();
            }
        }
        return rowsFound;
    }

    private JobRecord parse(String json, String key) {
        try {
            return JobRecord.parse(json);
        } catch (JobRepositoryException broken) {
            throw new JobRepositoryException(
                    "cannot migrate the table " + table + ": the record of job " + Shortened.of(key) + " is "
                            + broken.getMessage() + "; correct or delete that row",
                    broken);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
