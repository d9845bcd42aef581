/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of a database: creates them, maps rows to records, and runs single statements in auto-commit mode. */
final class JobTable {

    private static final Logger LOG = LoggerFactory.getLogger(JobTable.class);

    /** What a record that cannot be read is parked with. */
    private static final String UNREADABLE = "the row cannot be read: ";

    private static final int VERSION = 1;
    private static final int UNIQUE_VIOLATION_OF_SQLITE = 19;
    private static final String NOT_PERMITTED = "42501";
    private static final int CREATE_ATTEMPTS = 5;
    private static final int ROLLED_BACK_ATTEMPTS = 10;
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");
    private static final int ANSWER_LIMIT_MILLIS = 10_000;

    /** What never changes, in the order of {@link #key}. */
    private static final String KEY = "id_hash, job_key, provider, kind, base_url";

    /** What a change may change, in the order of {@link #facts}. */
    private static final String FACTS = "revision, state, for_results, job_id, file_name, trace_parent, recorded_at,"
            + " submitted_at, delivered_at, source_committed, failed, failures, attempts, next_attempt_at, last_error,"
            + " notice_due, keep_until, node, epoch";

    /** Gets something of the table, a statement or a row. */
    interface Access<S, T> {
        T of(S source) throws SQLException;
    }

    private final DataSource dataSource;
    private final String table;
    private final SqlDialect dialect;

    private JobTable(DataSource dataSource, String table, SqlDialect dialect) {
        this.dataSource = dataSource;
        this.table = table;
        this.dialect = dialect;
    }

    /**
     * Opens the table, and creates it if it is not there.
     *
     * @param  alone whether no other process has it: every node is one of the past then
     * @throws JobRepositoryException if it is of another version
     */
    static JobTable open(DataSource dataSource, String table, boolean alone) throws SQLException {
        SqlDialect dialect;
        try (Connection connection = dataSource.getConnection()) {
            dialect = SqlDialect.of(connection.getMetaData().getDatabaseProductName());
        }
        JobTable opened = new JobTable(dataSource, table, dialect);
        opened.create();
        if (alone) {
            opened.update("DELETE FROM " + table + "_node");
        }
        return opened;
    }

    SqlDialect dialect() {
        return dialect;
    }

    /** The script of the tables, statement by statement. */
    private List<String> script() {
        String ofFree = dialect.partialIndexes() ? " WHERE node IS NULL" : "";
        String ofOwned = dialect.partialIndexes() ? " WHERE node IS NOT NULL" : "";
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + table + "_version (version INTEGER NOT NULL PRIMARY KEY)",
                "CREATE TABLE IF NOT EXISTS " + table + " (id_hash VARCHAR(64) NOT NULL PRIMARY KEY,"
                        + " job_key VARCHAR(4000) NOT NULL, provider VARCHAR(100) NOT NULL, kind VARCHAR(100) NOT NULL,"
                        + " base_url VARCHAR(1000) NOT NULL, revision BIGINT NOT NULL, state VARCHAR(20) NOT NULL,"
                        + " for_results BOOLEAN NOT NULL, job_id VARCHAR(1000), file_name VARCHAR(4000),"
                        + " recorded_at BIGINT NOT NULL, submitted_at BIGINT, delivered_at BIGINT,"
                        + " source_committed BOOLEAN NOT NULL, failed BOOLEAN NOT NULL, failures INTEGER NOT NULL,"
                        + " attempts INTEGER NOT NULL, next_attempt_at BIGINT NOT NULL, last_error VARCHAR(1000),"
                        + " keep_until BIGINT, node VARCHAR(100), epoch BIGINT, trace_parent VARCHAR(100),"
                        + " notice_due BOOLEAN DEFAULT FALSE NOT NULL)",
                "CREATE TABLE IF NOT EXISTS " + table
                        + "_node (node VARCHAR(100) NOT NULL PRIMARY KEY, epoch BIGINT NOT NULL, alive_until BIGINT NOT NULL)",
                "CREATE INDEX IF NOT EXISTS " + table + "_claim ON " + table
                        + " (state, provider, kind, base_url, for_results, next_attempt_at)" + ofFree,
                "CREATE INDEX IF NOT EXISTS " + table + "_owner ON " + table + " (node)" + ofOwned,
                "CREATE INDEX IF NOT EXISTS " + table + "_keep ON " + table + " (keep_until)",
                "INSERT INTO " + table + "_version (version) SELECT " + VERSION + " WHERE NOT EXISTS (SELECT 1 FROM "
                        + table + "_version)");
    }

    private void create() throws SQLException {
        List<Integer> found = versions();
        if (found.isEmpty()) {
            for (String statement : script()) {
                createBesideOthers(statement);
            }
            found = versions();
        }
        if (Collections.max(found) != VERSION) {
            throw new JobRepositoryException("the table " + table + " has version " + Collections.max(found)
                    + ", and this release knows version " + VERSION
                    + ": use the release that made it, or set tableName to another table");
        }
        // Changes no row: a user who may not, or a column that is missing, is found before anything is paid for.
        update("UPDATE " + table + " SET " + FACTS.replace(",", " = NULL,") + " = NULL WHERE "
                + KEY.replace(",", " IS NULL AND") + " IS NULL");
    }

    /** Nodes that start together may make the same table: PostgreSQL tells the slower one that it exists. */
    private void createBesideOthers(String statement) throws SQLException {
        for (int left = CREATE_ATTEMPTS; ; left--) {
            try {
                update(statement);
                return;
            } catch (SQLException perhapsMadeByAnother) {
                if (left == 1) {
                    throw perhapsMadeByAnother;
                }
            }
        }
    }

    /** Empty if there is no table yet. */
    private List<Integer> versions() throws SQLException {
        try {
            return query("SELECT version FROM " + table + "_version", row -> row.getInt(1));
        } catch (SQLException noTable) {
            if (NOT_PERMITTED.equals(noTable.getSQLState())) {
                throw noTable;
            }
            LOG.debug("The table {} is not there yet", table, noTable);
            return List.of();
        }
    }

    boolean insert(JobRecord added) throws SQLException {
        List<Object> row = new ArrayList<>(key(added));
        row.addAll(facts(added));
        String sql =
                "INSERT INTO " + table + " (" + KEY + ", " + FACTS + ") VALUES (?" + ", ?".repeat(row.size() - 1) + ")";
        return insertIfAbsent(sql, row.toArray());
    }

    /** Whether there was no row of this key. */
    boolean insertIfAbsent(String sql, Object... values) throws SQLException {
        try {
            return update(sql + dialect.insertIfAbsent(), values) == 1;
        } catch (SQLException failure) {
            if (isUniqueViolation(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** A delivery begins only under an epoch that is valid: the statement itself looks. */
    boolean replace(JobRecord expected, JobRecord next) throws SQLException {
        boolean begins = next.state() == JobRecordState.DELIVERING && next.owner() != null;
        List<Object> values = new ArrayList<>(facts(next));
        values.add(hash(expected.id()));
        values.add(expected.revision());
        if (begins) {
            values.add(next.owner().node());
            values.add(next.owner().epoch());
        }
        String sql = "UPDATE " + table + " SET " + FACTS.replace(",", " = ?,")
                + " = ? WHERE id_hash = ? AND revision = ?" + (begins ? " AND " + isValid("?", "?") : "");
        return update(sql, values.toArray()) == 1;
    }

    /** The condition that a node is known under its epoch. */
    String isValid(String node, String epoch) {
        return "EXISTS (SELECT 1 FROM " + table + "_node alive WHERE alive.node = " + node + " AND alive.epoch = "
                + epoch + ")";
    }

    /** A row that cannot be read is parked, so that it is not found again and does not keep others from being found. */
    List<JobRecord> records(String sql, Object... values) throws SQLException {
        List<JobRecord> found = new ArrayList<>();
        Map<String, String> unreadable = new HashMap<>();
        query(
                sql,
                row -> {
                    try {
                        return found.add(record(row));
                    } catch (RuntimeException wrong) {
                        return unreadable.put(row.getString("id_hash"), UNREADABLE + wrong.getMessage());
                    }
                },
                values);
        for (Map.Entry<String, String> row : unreadable.entrySet()) {
            LOG.error("A record of {} is parked: {}; id_hash {}", table, row.getValue(), row.getKey());
            update(
                    "UPDATE " + table + " SET state = 'PARKED', node = NULL, epoch = NULL, revision = revision + 1,"
                            + " last_error = ?, notice_due = TRUE WHERE id_hash = ? AND state <> 'PARKED'",
                    row.getValue(),
                    row.getKey());
        }
        return found;
    }

    private static JobRecord record(ResultSet row) throws SQLException {
        String node = row.getString("node");
        return new JobRecord.Draft(
                        new JobScope(row.getString("provider"), row.getString("kind"), row.getString("base_url")),
                        row.getString("job_key"),
                        row.getLong("revision"))
                .state(JobRecordState.valueOf(row.getString("state")))
                .forResults(row.getBoolean("for_results"))
                .jobId(row.getString("job_id"))
                .fileName(row.getString("file_name"))
                .traceParent(row.getString("trace_parent"))
                .recordedAt(instant(row, "recorded_at"))
                .submittedAt(instant(row, "submitted_at"))
                .deliveredAt(instant(row, "delivered_at"))
                .sourceCommitted(row.getBoolean("source_committed"))
                .failed(row.getBoolean("failed"))
                .failures(row.getInt("failures"))
                .attempts(row.getInt("attempts"))
                .nextAttemptAt(instant(row, "next_attempt_at"))
                .lastError(row.getString("last_error"))
                .noticeDue(row.getBoolean("notice_due"))
                .keepUntil(instant(row, "keep_until"))
                .owner(node == null ? null : new JobOwner(node, row.getLong("epoch")))
                .make();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static List<Object> key(JobRecord record) {
        JobScope scope = record.scope();
        return List.of(hash(record.id()), record.key(), scope.provider(), scope.kind(), scope.baseUrl());
    }

    private static List<Object> facts(JobRecord record) {
        JobOwner owner = record.owner();
        return Arrays.asList(
                record.revision(),
                record.state(),
                record.forResults(),
                record.jobId(),
                record.fileName(),
                record.traceParent(),
                record.recordedAt(),
                record.submittedAt(),
                record.deliveredAt(),
                record.sourceCommitted(),
                record.failed(),
                record.failures(),
                record.attempts(),
                record.nextAttemptAt(),
                storable(record.lastError()),
                record.noticeDue(),
                record.keepUntil(),
                owner == null ? null : owner.node(),
                owner == null ? null : owner.epoch());
    }

    /** An error's text comes from outside, and PostgreSQL keeps no NUL. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', ' ').replaceAll("[\\ud800-\\udfff]", "?");
    }

    /** What long texts are found by in an index: 64 hexadecimal digits. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** @return how many rows have changed */
    int update(String sql, Object... values) throws SQLException {
        return run(sql, PreparedStatement::executeUpdate, values);
    }

    /** @param reader is given each row */
    <T> List<T> query(String sql, Access<ResultSet, T> reader, Object... values) throws SQLException {
        return run(
                sql,
                statement -> {
                    List<T> found = new ArrayList<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(reader.of(rows));
                        }
                    }
                    return found;
                },
                values);
    }

    private static boolean isUniqueViolation(SQLException failure) {
        return failure.getSQLState() == null
                ? failure.getErrorCode() == UNIQUE_VIOLATION_OF_SQLITE
                : failure.getSQLState().startsWith("23");
    }

    /** A statement that was rolled back for another one is repeated: a deadlock, or an isolation level of the user. */
    private <T> T run(String sql, Access<PreparedStatement, T> work, Object... values) throws SQLException {
        for (int left = ROLLED_BACK_ATTEMPTS; ; left--) {
            try {
                return runOnce(sql, work, values);
            } catch (SQLException failure) {
                if (left == 1 || !ROLLED_BACK.contains(String.valueOf(failure.getSQLState()))) {
                    throw failure;
                }
            }
        }
    }

    /**
     * Limits the time of a statement, so that an unreachable database does not block a thread for ever; a limit set by
     * the user stays. A DataSource may return connections without auto-commit.
     */
    private <T> T runOnce(String sql, Access<PreparedStatement, T> work, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean unlimited = dialect.networkTimeout() && connection.getNetworkTimeout() == 0;
            boolean manual = !connection.getAutoCommit();
            if (unlimited) {
                connection.setNetworkTimeout(Runnable::run, ANSWER_LIMIT_MILLIS);
            }
            if (manual) {
                connection.setAutoCommit(true);
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, stored(values[i]));
                }
                return work.of(statement);
            } finally {
                if (manual) {
                    connection.setAutoCommit(false);
                }
                if (unlimited && !connection.isClosed()) {
                    connection.setNetworkTimeout(Runnable::run, 0);
                }
            }
        }
    }

    /** Instants are milliseconds, and states their names. */
    private static Object stored(Object value) {
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        return value instanceof JobRecordState state ? state.name() : value;
    }
}
