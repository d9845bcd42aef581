/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;

/**
 * Keeps the records in a database: an embedded file database for one process ({@link #inFolder}), PostgreSQL for many
 * nodes. Set {@code dataSource}, or {@code url} with {@code username} and {@code password}. The tables are
 * created when the repository starts, if they are not there. Works on PostgreSQL, H2 and SQLite.
 *
 * <p>With a {@code url} it opens connections of its own, and an embedded database so that a commit outlives the process
 * even if that is killed, and that only one process has it open. A {@code dataSource} keeps its own settings: give H2's
 * {@code WRITE_DELAY=0} in its URL, or commits of the last half second are lost in a kill. It must not hand out
 * connections that take part in a transaction of the caller.
 *
 * <p>H2 overwrites nothing before 45 seconds are over, so that its file can be repaired: it grows by some 20 KB for each
 * write of that time (300 MB at 115 jobs a second), and then no more.
 */
public final class JdbcJobRepository extends RetainingJobRepository {

    /** Leaves room for what is appended to it, under the 63 characters of PostgreSQL. */
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,47}");

    private static final String PREFIX = "file:";
    private static final int PURGE_BATCH = 5_000;

    private Path folder;
    private boolean ofOption;
    private String ownerName = "another program part";
    private FolderLock folderLock;
    private DataSource dataSource;
    private DatabaseUrl url;
    private String username;
    private String password;
    private String tableName = "camel_transcription_job";
    private volatile InstantSource clock = since(Instant.now());

    private volatile JobTable table;
    private HikariDataSource ownConnections;

    /**
     * A repository for one process: an SQLite database named {@code jobs.db} in this folder, which is created when it
     * starts. The folder has one owner at a time. Needs {@code org.xerial:sqlite-jdbc} on the class path.
     *
     * @param  folder where the database's files are
     * @return        the repository, not started; equal to any other for the same folder
     * @throws IllegalArgumentException if the driver cannot be given its path
     */
    public static JdbcJobRepository inFolder(Path folder) {
        if (folder.toString().indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "the folder of the job repository must have no question mark in its path,"
                            + " where the database's settings begin: " + folder);
        }
        JdbcJobRepository repository = new JdbcJobRepository();
        repository.folder = folder.toAbsolutePath().normalize();
        repository.setUrl("jdbc:sqlite:" + repository.folder.resolve("jobs.db"));
        return repository;
    }

    /**
     * The repository that an option names.
     *
     * @param  text such as {@code file:./jobs}
     * @throws IllegalArgumentException if it names no folder
     */
    public static JdbcJobRepository of(String text) {
        String folder =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).strip() : "";
        if (folder.isEmpty()) {
            throw new IllegalArgumentException("jobRepository \"" + text
                    + "\" names no repository: give a bean (#name), or file: and a folder, such as file:./jobs");
        }
        JdbcJobRepository repository = inFolder(Path.of(folder));
        repository.ofOption = true;
        return repository;
    }

    /** Whether only the components have it, so that they close it. */
    boolean isOfOption() {
        return ofOption;
    }

    /** The message for another process or Camel context that opens the same folder. */
    void setOwnerName(String ownerName) {
        this.ownerName = ownerName;
    }

    /**
     * Where connections come from; it is not closed here. Use a pool of its own: transactions that wait for a job may have
     * all connections of a shared one. Set this or {@code url}.
     */
    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * The JDBC URL of the database, such as {@code jdbc:h2:file:./jobs/jobs} or
     * {@code jdbc:postgresql://host/database}. Set this or {@code dataSource}.
     *
     * @throws IllegalArgumentException if it is no JDBC URL
     */
    public void setUrl(String url) {
        this.url = new DatabaseUrl(url);
    }

    /** Who to connect as, with {@code url}. */
    public void setUsername(String username) {
        this.username = username;
    }

    /** The password, with {@code url}. */
    public void setPassword(String password) {
        this.password = password;
    }

    /**
     * The table of the records, {@code camel_transcription_job} by default; applications that share a database but not
     * their jobs need one each.
     *
     * @throws IllegalArgumentException if it is not the name of a table
     */
    public void setTableName(String tableName) {
        if (tableName == null || !TABLE_NAME.matcher(tableName).matches()) {
            throw new IllegalArgumentException("tableName " + tableName
                    + " must be a letter or underscore and up to 47 letters, digits and underscores (A-Z, a-z, 0-9)");
        }
        this.tableName = tableName;
    }

    /**
     * {@code false} for an embedded database that was given as {@code url}, which one process opens at a time;
     * {@code true} otherwise, and for every {@code dataSource}, of which that is not known.
     */
    @Override
    public boolean isShared() {
        return url == null || !url.belongsToOneProcess();
    }

    /**
     * Opens the database, and creates the tables if they are not there.
     *
     * @throws JobRepositoryException if neither or both of {@code dataSource} and {@code url} are set, the driver is
     *                                    missing, the database cannot be opened, or its table is of another version
     */
    @Override
    public synchronized void start() {
        if (table != null) {
            return;
        }
        if ((dataSource == null) == (url == null)) {
            throw new JobRepositoryException("the job repository has "
                    + (url == null
                            ? "no database: set dataSource or url"
                            : "both dataSource and url: set one of them"));
        }
        if (folder != null) {
            folderLock = FolderLock.take(
                    folder, ownerName + " in process " + ProcessHandle.current().pid() + ", since " + Instant.now());
        }
        try {
            JobTable opened =
                    JobTable.open(dataSource == null ? openConnections() : dataSource, tableName, !isShared());
            clock = since(first(opened.query(
                    "SELECT " + opened.dialect().epochMillis(), row -> Instant.ofEpochMilli(row.getLong(1)))));
            table = opened;
        } catch (SQLException failure) {
            throw failed("open the table " + tableName, failure);
        } finally {
            if (table == null) {
                closeConnections();
            }
        }
    }

    /** Closes the connections that it opened. */
    @Override
    public synchronized void close() {
        table = null;
        closeConnections();
    }

    @Override
    public JobRecord read(String id) {
        return first(attempt(
                "read job " + RecordLimits.shortened(id),
                rows -> rows.records("SELECT * FROM " + tableName + " WHERE id_hash = ?", JobTable.hash(id))));
    }

    @Override
    public boolean insert(JobRecord added) {
        RecordLimits.check(added);
        return attempt("record job " + RecordLimits.shortened(added.id()), rows -> rows.insert(added));
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        RecordLimits.check(next);
        return attempt("update job " + RecordLimits.shortened(next.id()), rows -> rows.replace(expected, next));
    }

    @Override
    public boolean delete(JobRecord expected) {
        String sql = "DELETE FROM " + tableName + " WHERE id_hash = ? AND revision = ?";
        return attempt(
                "delete job " + RecordLimits.shortened(expected.id()),
                rows -> rows.update(sql, JobTable.hash(expected.id()), expected.revision()) == 1);
    }

    @Override
    public List<JobRecord> list(JobRecordState state, int limit) {
        String sql = "SELECT * FROM " + tableName + " WHERE state = ? ORDER BY next_attempt_at, recorded_at";
        return attempt(
                "list the jobs", rows -> rows.records(sql + rows.dialect().limit(), state, limit));
    }

    @Override
    public Map<JobRecordState, Long> count() {
        Map<JobRecordState, Long> counts = new EnumMap<>(JobRecordState.class);
        String known =
                Stream.of(JobRecordState.values()).map(JobRecordState::name).collect(Collectors.joining("', '"));
        String sql = "SELECT state, COUNT(*) FROM " + tableName + " WHERE state IN ('" + known + "') GROUP BY state";
        attempt(
                "count the jobs",
                rows -> rows.query(sql, row -> counts.put(JobRecordState.valueOf(row.getString(1)), row.getLong(2))));
        return counts;
    }

    /** By the index: what other nodes have, and what is not due, is not looked at. */
    @Override
    public List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
        return attempt("claim jobs", rows -> {
            SqlDialect dialect = rows.dialect();
            boolean notices = state == JobRecordState.PARKED;
            String due = "node IS NULL AND next_attempt_at <= " + dialect.epochMillis();
            String free = "SELECT id_hash FROM " + tableName + " WHERE state = ? AND provider = ? AND " + due
                    + " AND kind = ? AND base_url = ?"
                    + (state == JobRecordState.SUBMITTED ? " AND for_results = TRUE" : "")
                    + (notices ? " AND notice_due = TRUE" : "")
                    + " ORDER BY next_attempt_at" + dialect.limit() + dialect.skipLocked();
            List<?> values = List.of(state, scope.provider(), scope.kind(), scope.baseUrl(), limit);
            if (dialect.selectsFirst()) {
                values = rows.query(free, row -> row.getString(1), values.toArray());
                if (values.isEmpty()) {
                    return List.of();
                }
                free = "?" + ", ?".repeat(values.size() - 1);
                // Not for all: with the state, SQLite would go through the whole backlog and not by the id.
                due += " AND state = '" + state + "'";
            }
            String sql = "UPDATE " + tableName + " SET revision = revision + 1, "
                    + (notices ? "next_attempt_at = ?" : "node = ?, epoch = ?")
                    + " WHERE id_hash " + dialect.inQuery().formatted(free) + " AND " + due;
            List<Object> all = new ArrayList<>(
                    notices ? List.of(now().plus(JobStep.NOTICE_DELAY)) : List.of(owner.node(), owner.epoch()));
            all.addAll(values);
            List<JobRecord> claimed = rows.records(dialect.returnsRows().formatted(sql), all.toArray());
            claimed.sort(Comparator.comparing(JobRecord::nextAttemptAt).thenComparing(JobRecord::recordedAt));
            return claimed;
        });
    }

    @Override
    public JobRecord beginDelivery(String id, String jobId, JobOwner owner) {
        return first(attempt("begin the delivery of job " + RecordLimits.shortened(id), rows -> {
            String sql = "UPDATE " + tableName + " SET state = 'DELIVERING', node = ?, epoch = ?, notice_due = FALSE,"
                    + " revision = revision + 1 WHERE id_hash = ? AND job_id = ?"
                    + " AND state IN ('SUBMITTED', 'DELIVERING', 'PARKED')"
                    + " AND (node IS NULL OR node = ? AND epoch = ?) AND " + rows.isValid("?", "?");
            String node = owner.node();
            long epoch = owner.epoch();
            Object[] values = {node, epoch, JobTable.hash(id), jobId, node, epoch, node, epoch};
            return rows.records(rows.dialect().returnsRows().formatted(sql), values);
        }));
    }

    /** No two records ever have one revision, so that one statement does for all. */
    @Override
    public int finish(Collection<JobRecord> records) {
        String each = "?" + ", ?".repeat(records.size() - 1);
        String sql = "UPDATE " + tableName + " SET state = 'FINISHED', node = NULL, epoch = NULL, failures = 0,"
                + " revision = revision + 1, keep_until = CASE WHEN for_results = TRUE AND source_committed = FALSE"
                + " THEN ? ELSE ? END WHERE state = 'DELIVERED' AND id_hash IN (" + each + ") AND revision IN (" + each
                + ")";
        JobStep step = new JobStep(null, now(), null, null, getRetention());
        List<Object> values = new ArrayList<>(List.of(step.keepUntil(false), step.keepUntil(true)));
        records.forEach(delivered -> values.add(JobTable.hash(delivered.id())));
        records.forEach(delivered -> values.add(delivered.revision()));
        return attempt("finish " + records.size() + " jobs", rows -> rows.update(sql, values.toArray()));
    }

    @Override
    public int purge() {
        return attempt("forget finished jobs", rows -> {
            SqlDialect dialect = rows.dialect();
            String some = "state = 'FINISHED' AND keep_until <= " + dialect.epochMillis() + dialect.limit();
            String ids = "SELECT id_hash FROM " + tableName + " WHERE " + some;
            String sql = "DELETE FROM " + tableName + " WHERE "
                    + (dialect.selectsFirst()
                            ? some
                            : "id_hash " + dialect.inQuery().formatted(ids));
            int purged = 0;
            for (int batch = PURGE_BATCH; batch == PURGE_BATCH; purged += batch) {
                batch = rows.update(sql, PURGE_BATCH);
            }
            return purged;
        });
    }

    /** One statement while the node is known, three where it is not. */
    @Override
    public JobOwner heartbeat(JobOwner node, Duration lease) {
        return attempt("record the heartbeat of this node", rows -> {
            if (beat(rows, node, lease)) {
                return node;
            }
            JobOwner next = new JobOwner(node.node(), node.epoch() + 1);
            // The row is there if the answer to an earlier attempt was lost.
            rows.insertIfAbsent(
                    "INSERT INTO " + tableName + "_node (node, epoch, alive_until) VALUES (?, ?, "
                            + rows.dialect().epochMillis() + " + ?)",
                    next.node(),
                    next.epoch(),
                    lease.toMillis());
            return beat(rows, next, lease) ? next : node;
        });
    }

    /** Whether the node is known under its epoch. */
    private boolean beat(JobTable rows, JobOwner node, Duration lease) throws SQLException {
        long millis = lease.toMillis();
        String sql = "UPDATE " + tableName + "_node SET alive_until = "
                + rows.dialect().epochMillis() + " + ? WHERE node = ? AND epoch = ?";
        List<InstantSource> clocks = rows.query(
                rows.dialect().returnsRows().formatted(sql),
                row -> clock = since(Instant.ofEpochMilli(row.getLong("alive_until") - millis)),
                millis,
                node.node(),
                node.epoch());
        return !clocks.isEmpty();
    }

    @Override
    public void leave(JobOwner node) {
        attempt("record that this node stops", rows -> {
            rows.update("DELETE FROM " + tableName + "_node WHERE node = ? AND epoch = ?", node.node(), node.epoch());
            return free(rows);
        });
    }

    @Override
    public int giveUp(JobOwner asking) {
        return attempt("give up nodes without a heartbeat", rows -> {
            rows.update("DELETE FROM " + tableName + "_node WHERE alive_until <= "
                    + rows.dialect().epochMillis());
            return free(rows);
        });
    }

    @Override
    public List<JobRecord> ownedBy(JobOwner node) {
        String sql = "SELECT * FROM " + tableName + " WHERE node = ? AND epoch = ?";
        return attempt("list the jobs of this node", rows -> rows.records(sql, node.node(), node.epoch()));
    }

    /** What {@link JobEvent#ABANDONED} says, for all records of nodes that are no more. */
    private int free(JobTable rows) throws SQLException {
        return rows.update(
                "UPDATE " + tableName + " SET node = NULL, epoch = NULL, revision = revision + 1,"
                        + " notice_due = CASE state WHEN 'INTENT' THEN TRUE ELSE notice_due END,"
                        + " last_error = CASE state WHEN 'INTENT' THEN ? ELSE last_error END,"
                        + " attempts = CASE state WHEN 'INTENT' THEN attempts + 1 ELSE attempts END,"
                        + " state = CASE state WHEN 'INTENT' THEN 'PARKED' WHEN 'DELIVERING' THEN 'SUBMITTED' ELSE state END"
                        + " WHERE node IS NOT NULL AND NOT " + rows.isValid(tableName + ".node", tableName + ".epoch"),
                JobNode.ABANDONED_INTENT);
    }

    private static <T> T first(List<T> found) {
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * By the database's clock, as it was at the last heartbeat; no statement. An embedded database has no heartbeat, and
     * this machine's clock.
     */
    @Override
    public Instant now() {
        return isShared() ? clock.instant() : Instant.now();
    }

    /** The time of the database, carried on by a monotonic clock. */
    private static InstantSource since(Instant read) {
        long readNanos = System.nanoTime();
        return () -> read.plusNanos(System.nanoTime() - readNanos);
    }

    /** Whether it is the same folder; without a folder, the same object. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof JdbcJobRepository that && folder != null && folder.equals(that.folder);
    }

    @Override
    public int hashCode() {
        return folder == null ? System.identityHashCode(this) : folder.hashCode();
    }

    /** Names the database, without credentials. */
    @Override
    public String toString() {
        return "JdbcJobRepository[" + database() + ", table " + tableName + "]";
    }

    private JobTable started() {
        JobTable current = table;
        if (current == null) {
            throw new JobRepositoryException("refused: the job repository " + database()
                    + " is not open: call start() first (a component that has it as jobRepository does)");
        }
        return current;
    }

    private DataSource openConnections() {
        try {
            ownConnections = ConnectionPool.open(url, username, password);
            return ownConnections;
        } catch (SQLException | HikariPool.PoolInitializationException failure) {
            throw failed("open the database", failure);
        }
    }

    private void closeConnections() {
        if (ownConnections != null) {
            ownConnections.close();
            ownConnections = null;
        }
        if (folderLock != null) {
            folderLock.close();
            folderLock = null;
        }
    }

    private <T> T attempt(String what, JobTable.Access<JobTable, T> access) {
        try {
            return access.of(started());
        } catch (SQLException failure) {
            throw failed(what, failure);
        }
    }

    private JobRepositoryException failed(String what, Exception failure) {
        // The pool only says that it has no connection; why is what the database said.
        Throwable reason = failure.getCause() instanceof SQLException cause ? cause : failure;
        String message = "the job repository " + database() + " could not " + what + ": ";
        return url == null
                ? new JobRepositoryException(message + reason.getMessage(), failure)
                : new JobRepositoryException(
                        message + url.masked(password, reason.getMessage()) + url.advice(failure),
                        url.withoutSecrets(password, failure));
    }

    private String database() {
        return url == null ? "of the given dataSource" : url.toString();
    }
}
