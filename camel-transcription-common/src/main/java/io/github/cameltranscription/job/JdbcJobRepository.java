/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
public final class JdbcJobRepository implements JobRepository {

    private interface Access<T> {
        T run(JobTable table) throws SQLException;
    }

    /** Leaves room for what is appended to it, under the 63 characters of PostgreSQL. */
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,47}");

    private static final String PREFIX = "file:";

    private Path folder;
    private boolean ofOption;
    private String ownerName = "another program part";
    private FolderLock folderLock;
    private DataSource dataSource;
    private DatabaseUrl url;
    private String username;
    private String password;
    private String tableName = "camel_transcription_job";
    private volatile Duration retention = DEFAULT_RETENTION;
    private volatile DatabaseClock clock = DatabaseClock.at(Instant.now());

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
     * @return      the repository, not started
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

    /** Where connections come from; it is not closed here. Set this or {@code url}. */
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

    @Override
    public Duration getRetention() {
        return retention;
    }

    /**
     * Keeps the records of finished jobs for that long (such as {@code 7d}), so that the same input is not bought
     * again; one day by default.
     *
     * @throws IllegalArgumentException if it is negative or {@code null}
     */
    public void setRetention(Duration retention) {
        this.retention = Retention.checked(retention);
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
            clock = DatabaseClock.at(opened.now());
            table = opened;
        } catch (SQLException failure) {
            throw failed("open the table " + tableName, failure, url == null ? "" : url.advice(failure));
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
        return attempt("read job " + Shortened.of(id), access -> access.select(id));
    }

    @Override
    public boolean insert(JobRecord added) {
        RecordLimits.check(added);
        return attempt("record job " + Shortened.of(added.id()), access -> access.insert(added));
    }

    @Override
    public boolean replace(JobRecord expected, JobRecord next) {
        RecordLimits.check(next);
        return attempt("update job " + Shortened.of(next.id()), access -> access.update(expected, next));
    }

    @Override
    public boolean delete(JobRecord expected) {
        return attempt("delete job " + Shortened.of(expected.id()), access -> access.delete(expected));
    }

    @Override
    public List<JobRecord> list(JobRecordState state, int limit) {
        return attempt("list the jobs", access -> access.list(state, limit));
    }

    @Override
    public Map<JobRecordState, Long> count() {
        return attempt("count the jobs", JobTable::count);
    }

    @Override
    public List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
        return attempt("claim jobs", access -> access.claim(scope, state, owner, limit));
    }

    @Override
    public JobRecord beginDelivery(String id, String jobId, JobOwner owner) {
        return attempt(
                "begin the delivery of job " + Shortened.of(id), access -> access.beginDelivery(id, jobId, owner));
    }

    @Override
    public int finish(Collection<JobRecord> records) {
        return attempt("finish " + records.size() + " jobs", access -> access.finish(records, now(), retention));
    }

    @Override
    public int purge() {
        return attempt("forget finished jobs", JobTable::purge);
    }

    @Override
    public JobOwner heartbeat(JobOwner node, Duration lease) {
        JobTable.Heartbeat beat =
                attempt("record the heartbeat of this node", access -> access.heartbeat(node, lease.toMillis()));
        clock = DatabaseClock.at(beat.at());
        return beat.node();
    }

    @Override
    public void leave(JobOwner node) {
        attempt("record that this node stops", access -> {
            access.leave(node);
            return null;
        });
    }

    @Override
    public int giveUp(JobOwner asking) {
        return attempt("give up nodes without a heartbeat", JobTable::giveUp);
    }

    /** By the database's clock, as it was at the last heartbeat; no statement. */
    @Override
    public Instant now() {
        return clock.now();
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
            ownConnections = ConnectionPool.open(url, login());
            return ownConnections;
        } catch (SQLException failure) {
            throw failed("open the database", failure, url.advice(failure));
        } catch (HikariPool.PoolInitializationException failure) {
            throw failed("open the database", failure, "");
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

    private <T> T attempt(String what, Access<T> access) {
        try {
            return access.run(started());
        } catch (SQLException failure) {
            throw failed(what, failure, url == null ? "" : url.advice(failure));
        }
    }

    private JobRepositoryException failed(String what, Exception failure, String advice) {
        DatabaseLogin login = login();
        // The pool only says that it has no connection; why is what the database said.
        Throwable reason = failure.getCause() instanceof SQLException cause ? cause : failure;
        return new JobRepositoryException(
                "the job repository " + database() + " could not " + what + ": " + login.masked(reason.getMessage())
                        + advice,
                login.withoutPassword(failure));
    }

    private DatabaseLogin login() {
        return new DatabaseLogin(url, username, password);
    }

    private String database() {
        return url == null ? "of the given dataSource" : url.toString();
    }
}
