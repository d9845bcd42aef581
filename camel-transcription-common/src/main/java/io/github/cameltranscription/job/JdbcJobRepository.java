/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the records in a database: an embedded file database for one process ({@link #inFolder}), PostgreSQL for many
 * nodes. Set {@code dataSource}, or {@code url} with {@code username} and {@code password}. The table is created, or
 * that of an earlier release brought up to date, when the repository starts. Tested on H2, SQLite and PostgreSQL.
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

    private static final Logger LOG = LoggerFactory.getLogger(JdbcJobRepository.class);

    /** Leaves room for what is appended to it, under the 63 characters of PostgreSQL. */
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,47}");

    private final Clock clock;
    private DataSource dataSource;
    private DatabaseUrl url;
    private String username;
    private String password;
    private String tableName = "camel_transcription_job";
    private volatile Duration retention = Duration.ZERO;

    private volatile JobTable table;
    private HikariDataSource ownConnections;
    private PurgeTurns purgeTurns;

    /** To be given a {@code dataSource} or a {@code url}, and started. */
    public JdbcJobRepository() {
        this(Clock.systemUTC());
    }

    JdbcJobRepository(Clock clock) {
        this.clock = clock;
    }

    /**
     * A repository for one process: an H2 database named {@code jobs} in this folder, which is created when it starts.
     * Needs {@code com.h2database:h2} on the class path.
     *
     * @param  folder where the database's files are
     * @return        the repository, not started
     * @throws IllegalArgumentException if the folder's path has a semicolon, which ends the path for H2
     */
    public static JdbcJobRepository inFolder(Path folder) {
        Path database = folder.toAbsolutePath().normalize().resolve("jobs");
        if (database.toString().indexOf(';') >= 0) {
            throw new IllegalArgumentException(
                    "the folder of the job repository must have no semicolon in its path: " + folder);
        }
        JdbcJobRepository repository = new JdbcJobRepository();
        repository.setUrl("jdbc:h2:file:" + database);
        repository.setUsername("sa");
        return repository;
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
     * Keeps the records of finished jobs for that long (such as {@code 7d}), so that the same key is not submitted
     * again; zero by default.
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
     * Opens the database and creates or migrates the table.
     *
     * @throws JobRepositoryException if neither or both of {@code dataSource} and {@code url} are set, the driver is
     *                                    missing, the database cannot be opened, or its table is of a newer release
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
        try {
            JobTable opened = new JobTable(dataSource == null ? openConnections() : dataSource, tableName);
            attempt("create or migrate the table " + tableName, opened, access -> {
                access.createOrMigrate();
                return null;
            });
            purgeTurns = new PurgeTurns();
            table = opened;
            purgeInTurn(opened);
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
    public String get(String key) {
        RecordLimits.checkKey(key);
        return attempt("read job " + Shortened.of(key), started(), access -> access.select(key));
    }

    @Override
    public boolean putIfAbsent(String key, String value) {
        RecordLimits.checkKey(key);
        JobRecord jobRecord = RecordLimits.checkValue(value);
        JobTable records = started();
        purgeInTurn(records);
        return attempt("record job " + Shortened.of(key), records, access -> access.insert(key, value, jobRecord));
    }

    @Override
    public boolean replace(String key, String expected, String value) {
        RecordLimits.checkKey(key);
        JobRecord jobRecord = RecordLimits.checkValue(value);
        return attempt(
                "update job " + Shortened.of(key), started(), access -> access.update(key, expected, value, jobRecord));
    }

    @Override
    public boolean delete(String key, String expected) {
        RecordLimits.checkKey(key);
        return attempt("delete job " + Shortened.of(key), started(), access -> access.delete(key, expected));
    }

    @Override
    public List<String> keys() {
        return attempt("list the jobs", started(), JobTable::keys);
    }

    @Override
    public List<String> claimable(String provider, Instant now, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " must be at least 1");
        }
        return attempt("look for finished jobs", started(), access -> access.claimable(provider, now, limit));
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

    /** What fails here fails again, or not, in the call that it precedes: only that one matters to its caller. */
    private void purgeInTurn(JobTable records) {
        Instant now = clock.instant();
        if (purgeTurns.take(now)) {
            try {
                attempt("forget finished jobs", records, access -> access.deleteFinished(now.minus(retention)));
            } catch (JobRepositoryException failure) {
                LOG.warn("{}; it is tried again later", failure.getMessage());
            }
        }
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
    }

    private <T> T attempt(String what, JobTable records, Access<T> access) {
        try {
            return access.run(records);
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
                login.harmless(failure));
    }

    private DatabaseLogin login() {
        return new DatabaseLogin(url, username, password);
    }

    private String database() {
        return url == null ? "of the given dataSource" : url.toString();
    }
}
