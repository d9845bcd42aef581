/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SQL of the records: each call is one statement that commits by itself, unless it says otherwise. */
final class JobTable {

    /** What a record that cannot be read is parked with. */
    static final String UNREADABLE = "the row cannot be read: ";

    private static final Logger LOG = LoggerFactory.getLogger(JobTable.class);

    private static final int VERSION = 1;
    private static final int UNIQUE_VIOLATION_OF_SQLITE = 19;
    private static final int CREATE_ATTEMPTS = 5;
    private static final int PURGE_BATCH = 5_000;
    private static final int ANSWER_LIMIT_MILLIS = 10_000;

    private static final String COLUMNS = "id_hash, job_key, provider, kind, base_url, revision, state, for_results,"
            + " job_id, file_name, trace_parent, recorded_at, submitted_at, delivered_at, source_committed, failed,"
            + " failures, attempts, next_attempt_at, last_error, keep_until, node, epoch";

    /** What a change may change, in the order of {@link #bindFacts}. */
    private static final String FACTS = "revision = ?, state = ?, for_results = ?, job_id = ?, file_name = ?,"
            + " trace_parent = ?, recorded_at = ?, submitted_at = ?, delivered_at = ?, source_committed = ?, failed = ?,"
            + " failures = ?, attempts = ?, next_attempt_at = ?, last_error = ?, keep_until = ?, node = ?, epoch = ?";

    private static final int KEY_COLUMNS = 5;
    private static final int FACT_COUNT = 18;

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
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

    /** The script of the tables, statement by statement. */
    private static List<String> script(String table, SqlDialect dialect) {
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
                        + " keep_until BIGINT, node VARCHAR(100), epoch BIGINT, trace_parent VARCHAR(100))",
                "CREATE TABLE IF NOT EXISTS " + table
                        + "_node (node VARCHAR(100) NOT NULL PRIMARY KEY, epoch BIGINT NOT NULL, alive_until BIGINT NOT NULL)",
                "CREATE INDEX IF NOT EXISTS " + table + "_claim ON " + table
                        + " (state, provider, kind, base_url, for_results, next_attempt_at)" + ofFree,
                "CREATE INDEX IF NOT EXISTS " + table + "_owner ON " + table + " (node)" + ofOwned,
                "CREATE INDEX IF NOT EXISTS " + table + "_keep ON " + table + " (keep_until)");
    }

    private void create() throws SQLException {
        List<Integer> found = versions();
        if (found.isEmpty()) {
            List<String> statements = new ArrayList<>(script(table, dialect));
            statements.add("INSERT INTO " + table + "_version (version) SELECT " + VERSION
                    + " WHERE NOT EXISTS (SELECT 1 FROM " + table + "_version)");
            for (String statement : statements) {
                createBesideOthers(statement);
            }
            found = versions();
        }
        if (Collections.max(found) != VERSION) {
            throw new JobRepositoryException("the table " + table + " has version " + Collections.max(found)
                    + ", and this release knows version " + VERSION
                    + ": use the release that made it, or set tableName to another table");
        }
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
    private List<Integer> versions() {
        try {
            return query("SELECT version FROM " + table + "_version", row -> row.getInt(1));
        } catch (SQLException noTable) {
            LOG.debug("The table {} is not there yet", table, noTable);
            return List.of();
        }
    }

    JobRecord select(String id) throws SQLException {
        List<JobRecord> found = records(
                "SELECT * FROM " + table + " WHERE id_hash = ?", statement -> statement.setString(1, Sha256.of(id)));
        return found.isEmpty() ? null : found.get(0);
    }

    boolean insert(JobRecord added) throws SQLException {
        String sql = "INSERT INTO " + table + " (" + COLUMNS + ") VALUES (?"
                + ", ?".repeat(KEY_COLUMNS - 1 + FACT_COUNT) + ")" + dialect.insertIfAbsent();
        try {
            return update(sql, statement -> {
                        statement.setString(1, Sha256.of(added.id()));
                        statement.setString(2, added.key());
                        statement.setString(3, added.scope().provider());
                        statement.setString(4, added.scope().kind());
                        statement.setString(5, added.scope().baseUrl());
                        bindFacts(statement, KEY_COLUMNS + 1, added);
                    })
                    == 1;
        } catch (SQLException failure) {
            if (isUniqueViolation(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** A delivery begins only under an epoch that is valid: the statement itself looks. */
    boolean update(JobRecord expected, JobRecord next) throws SQLException {
        boolean begins = next.state() == JobRecordState.DELIVERING && next.owner() != null;
        String sql = "UPDATE " + table + " SET " + FACTS + " WHERE id_hash = ? AND revision = ?"
                + (begins ? " AND " + isValid("?", "?") : "");
        return update(sql, statement -> {
                    int index = bindFacts(statement, 1, next);
                    statement.setString(index++, Sha256.of(expected.id()));
                    statement.setLong(index++, expected.revision());
                    if (begins) {
                        bind(statement, index, next.owner());
                    }
                })
                == 1;
    }

    boolean delete(JobRecord expected) throws SQLException {
        return update("DELETE FROM " + table + " WHERE id_hash = ? AND revision = ?", statement -> {
                    statement.setString(1, Sha256.of(expected.id()));
                    statement.setLong(2, expected.revision());
                })
                == 1;
    }

    List<JobRecord> list(JobRecordState state, int limit) throws SQLException {
        return records(
                "SELECT * FROM " + table + " WHERE state = ? ORDER BY next_attempt_at, recorded_at LIMIT ?",
                statement -> {
                    statement.setString(1, state.name());
                    statement.setInt(2, limit);
                });
    }

    Map<JobRecordState, Long> count() throws SQLException {
        Map<JobRecordState, Long> counts = new EnumMap<>(JobRecordState.class);
        query(
                "SELECT state, COUNT(*) FROM " + table + " GROUP BY state",
                row -> counts.put(JobRecordState.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }

    /** {@link JobRepository#claim} by the index: what other nodes have, and what is not due, is not looked at. */
    List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) throws SQLException {
        String free = "SELECT id_hash FROM " + table + " WHERE state = ? AND provider = ? AND node IS NULL"
                + " AND next_attempt_at <= " + dialect.epochMillis() + " AND kind = ? AND base_url = ?"
                + (state == JobRecordState.SUBMITTED ? " AND for_results = TRUE" : "")
                + " ORDER BY next_attempt_at LIMIT ?" + dialect.skipLocked();
        String sql = "UPDATE " + table + " SET node = ?, epoch = ?, revision = revision + 1 WHERE id_hash "
                + dialect.inQuery().formatted(free) + " AND node IS NULL";
        List<JobRecord> claimed = new ArrayList<>(records(dialect.returnsRows().formatted(sql), statement -> {
            bind(statement, 1, owner);
            statement.setString(3, state.name());
            statement.setString(4, scope.provider());
            statement.setString(5, scope.kind());
            statement.setString(6, scope.baseUrl());
            statement.setInt(7, limit);
        }));
        claimed.sort(Comparator.comparing(JobRecord::nextAttemptAt).thenComparing(JobRecord::recordedAt));
        return claimed;
    }

    /** {@link JobRepository#beginDelivery}. */
    JobRecord beginDelivery(String id, String jobId, JobOwner owner) throws SQLException {
        String sql = "UPDATE " + table + " SET state = 'DELIVERING', node = ?, epoch = ?, revision = revision + 1"
                + " WHERE id_hash = ? AND job_id = ? AND state IN ('SUBMITTED', 'DELIVERING', 'PARKED')"
                + " AND (node IS NULL OR node = ? AND epoch = ?) AND " + isValid("?", "?");
        List<JobRecord> begun = records(dialect.returnsRows().formatted(sql), statement -> {
            bind(statement, 1, owner);
            statement.setString(3, Sha256.of(id));
            statement.setString(4, jobId);
            bind(statement, 5, owner);
            bind(statement, 7, owner);
        });
        return begun.isEmpty() ? null : begun.get(0);
    }

    /** {@link JobRepository#finish}: no two records ever have one revision, so that one statement does for all. */
    int finish(Collection<JobRecord> records, Instant now, Duration retention) throws SQLException {
        String each = "?" + ", ?".repeat(records.size() - 1);
        String sql = "UPDATE " + table + " SET state = 'FINISHED', node = NULL, epoch = NULL, failures = 0,"
                + " revision = revision + 1, keep_until = CASE WHEN for_results = TRUE AND source_committed = FALSE"
                + " THEN ? ELSE ? END WHERE state = 'DELIVERED' AND id_hash IN (" + each + ") AND revision IN (" + each
                + ")";
        JobStep step = new JobStep(null, now, null, null, retention);
        return update(sql, statement -> {
            bind(statement, 1, step.keepUntil(false));
            bind(statement, 2, step.keepUntil(true));
            int index = 3;
            for (JobRecord delivered : records) {
                statement.setString(index++, Sha256.of(delivered.id()));
            }
            for (JobRecord delivered : records) {
                statement.setLong(index++, delivered.revision());
            }
        });
    }

    int purge() throws SQLException {
        String finished = "SELECT id_hash FROM " + table + " WHERE state = 'FINISHED' AND keep_until <= "
                + dialect.epochMillis() + " LIMIT " + PURGE_BATCH;
        String sql =
                "DELETE FROM " + table + " WHERE id_hash " + dialect.inQuery().formatted(finished);
        int purged = 0;
        for (int batch = PURGE_BATCH; batch == PURGE_BATCH; purged += batch) {
            batch = update(sql);
        }
        return purged;
    }

    /**
     * {@link JobRepository#heartbeat}: one statement while the node is known, two where it is not.
     *
     * @return until when it is alive, by the database's clock, and under which epoch
     */
    Heartbeat heartbeat(JobOwner node, long leaseMillis) throws SQLException {
        String aliveUntil = dialect.epochMillis() + " + ?";
        String sql = "UPDATE " + table + "_node SET alive_until = " + aliveUntil + " WHERE node = ? AND epoch = ?";
        RowReader<Heartbeat> reader = row -> new Heartbeat(
                new JobOwner(node.node(), row.getLong("epoch")),
                Instant.ofEpochMilli(row.getLong("alive_until") - leaseMillis));
        List<Heartbeat> beats = query(
                dialect.returnsRows().formatted(sql),
                statement -> {
                    statement.setLong(1, leaseMillis);
                    bind(statement, 2, node);
                },
                reader);
        if (!beats.isEmpty()) {
            return beats.get(0);
        }
        update(
                "INSERT INTO " + table + "_node (node, epoch, alive_until) VALUES (?, ?, " + aliveUntil + ")",
                statement -> {
                    bind(statement, 1, new JobOwner(node.node(), node.epoch() + 1));
                    statement.setLong(3, leaseMillis);
                });
        return query(
                        "SELECT epoch, alive_until FROM " + table + "_node WHERE node = ?",
                        statement -> statement.setString(1, node.node()),
                        reader)
                .get(0);
    }

    void leave(JobOwner node) throws SQLException {
        update("DELETE FROM " + table + "_node WHERE node = ? AND epoch = ?", statement -> bind(statement, 1, node));
        free();
    }

    int giveUp() throws SQLException {
        update("DELETE FROM " + table + "_node WHERE alive_until <= " + dialect.epochMillis());
        return free();
    }

    /** What {@link JobEvent#ABANDONED} says, for all records of nodes that are no more. */
    private int free() throws SQLException {
        return update(
                "UPDATE " + table + " SET node = NULL, epoch = NULL, revision = revision + 1,"
                        + " last_error = CASE state WHEN 'INTENT' THEN ? ELSE last_error END,"
                        + " attempts = CASE state WHEN 'INTENT' THEN attempts + 1 ELSE attempts END,"
                        + " state = CASE state WHEN 'INTENT' THEN 'PARKED' WHEN 'DELIVERING' THEN 'SUBMITTED' ELSE state END"
                        + " WHERE node IS NOT NULL AND NOT " + isValid(table + ".node", table + ".epoch"),
                statement -> statement.setString(1, JobNode.ABANDONED_INTENT));
    }

    Instant now() throws SQLException {
        return Instant.ofEpochMilli(
                query("SELECT " + dialect.epochMillis(), row -> row.getLong(1)).get(0));
    }

    private String isValid(String node, String epoch) {
        return "EXISTS (SELECT 1 FROM " + table + "_node alive WHERE alive.node = " + node + " AND alive.epoch = "
                + epoch + ")";
    }

    /** A heartbeat that was heard. */
    record Heartbeat(JobOwner node, Instant at) {}

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    /** A row that cannot be read is parked, so that it is not found again and does not keep others from being found. */
    private List<JobRecord> records(String sql, Binding binding) throws SQLException {
        List<JobRecord> found = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        query(sql, binding, row -> {
            try {
                found.add(read(row));
            } catch (RuntimeException wrong) {
                LOG.error(
                        "A record of {} is parked: {}{}; id_hash {}",
                        table,
                        UNREADABLE,
                        wrong.getMessage(),
                        row.getString("id_hash"));
                unreadable.add(row.getString("id_hash"));
            }
            return null;
        });
        for (String idHash : unreadable) {
            update(
                    "UPDATE " + table + " SET state = 'PARKED', node = NULL, epoch = NULL, revision = revision + 1,"
                            + " last_error = ? WHERE id_hash = ? AND state <> 'PARKED'",
                    statement -> {
                        statement.setString(1, UNREADABLE + "its facts do not fit its state");
                        statement.setString(2, idHash);
                    });
        }
        return found;
    }

    private static JobRecord read(ResultSet row) throws SQLException {
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
                .keepUntil(instant(row, "keep_until"))
                .owner(node == null ? null : new JobOwner(node, row.getLong("epoch")))
                .make();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** @return the index after the last one */
    private static int bindFacts(PreparedStatement statement, int first, JobRecord facts) throws SQLException {
        int index = first;
        statement.setLong(index++, facts.revision());
        statement.setString(index++, facts.state().name());
        statement.setBoolean(index++, facts.forResults());
        statement.setString(index++, facts.jobId());
        statement.setString(index++, facts.fileName());
        statement.setString(index++, facts.traceParent());
        bind(statement, index++, facts.recordedAt());
        bind(statement, index++, facts.submittedAt());
        bind(statement, index++, facts.deliveredAt());
        statement.setBoolean(index++, facts.sourceCommitted());
        statement.setBoolean(index++, facts.failed());
        statement.setInt(index++, facts.failures());
        statement.setInt(index++, facts.attempts());
        bind(statement, index++, facts.nextAttemptAt());
        statement.setString(index++, storable(facts.lastError()));
        bind(statement, index++, facts.keepUntil());
        bind(statement, index, facts.owner());
        return index + 2;
    }

    /** An error's text comes from outside, and PostgreSQL keeps no NUL. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\0', ' ').replaceAll("[\\ud800-\\udfff]", "?");
    }

    private static void bind(PreparedStatement statement, int index, JobOwner owner) throws SQLException {
        if (owner == null) {
            statement.setNull(index, Types.VARCHAR);
            statement.setNull(index + 1, Types.BIGINT);
        } else {
            statement.setString(index, owner.node());
            statement.setLong(index + 1, owner.epoch());
        }
    }

    private static void bind(PreparedStatement statement, int index, Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, instant.toEpochMilli());
        }
    }

    private int update(String sql) throws SQLException {
        return update(sql, statement -> {});
    }

    private int update(String sql, Binding binding) throws SQLException {
        return connected(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binding.to(statement);
                return statement.executeUpdate();
            }
        });
    }

    private <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
        return query(sql, statement -> {}, reader);
    }

    private <T> List<T> query(String sql, Binding binding, RowReader<T> reader) throws SQLException {
        return connected(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binding.to(statement);
                List<T> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(reader.read(rows));
                    }
                }
                return found;
            }
        });
    }

    private static boolean isUniqueViolation(SQLException failure) {
        return failure.getSQLState() == null
                ? failure.getErrorCode() == UNIQUE_VIOLATION_OF_SQLITE
                : failure.getSQLState().startsWith("23");
    }

    /** A database that is cut off must not keep a thread for ever; a limit of the user's own stays. */
    private <T> T connected(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean unlimited = dialect.networkTimeout() && connection.getNetworkTimeout() == 0;
            if (!unlimited) {
                return committed(connection, work);
            }
            connection.setNetworkTimeout(Runnable::run, ANSWER_LIMIT_MILLIS);
            try {
                return committed(connection, work);
            } finally {
                if (!connection.isClosed()) {
                    connection.setNetworkTimeout(Runnable::run, 0);
                }
            }
        }
    }

    /** A DataSource may hand out connections that commit only when told. */
    private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
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
