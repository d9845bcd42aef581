/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The contract, and what databases add to it. PostgreSQL is a real one, started for its tests alone. */
@Tag("server")
class JobRepositoriesTest {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    @AfterAll
    static void stopPostgres() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    private static synchronized EmbeddedPostgres postgres() throws Exception {
        if (postgres == null) {
            postgres = EmbeddedPostgres.start();
        }
        return postgres;
    }

    private static String nextTable() {
        return "jobs_" + TABLES.incrementAndGet();
    }

    @Nested
    class Memory extends JobRepositoryContract {
        @Override
        protected JobRepository create() {
            return new MemoryJobRepository();
        }
    }

    /** What a user has to write, and no more. */
    @Nested
    class OfAUser extends JobRepositoryContract {
        @Override
        protected JobRepository create() {
            return new UsersRepository();
        }
    }

    private static final class UsersRepository implements JobRepository {

        private final Map<String, JobRecord> records = new ConcurrentHashMap<>();

        @Override
        public JobRecord read(String id) {
            return records.get(id);
        }

        @Override
        public boolean insert(JobRecord added) {
            return records.putIfAbsent(added.id(), added) == null;
        }

        @Override
        public boolean replace(JobRecord expected, JobRecord next) {
            JobRecord found = records.get(expected.id());
            return found != null
                    && found.revision() == expected.revision()
                    && records.replace(expected.id(), found, next);
        }

        @Override
        public boolean delete(JobRecord expected) {
            JobRecord found = records.get(expected.id());
            return found != null && found.revision() == expected.revision() && records.remove(expected.id(), found);
        }

        @Override
        public List<JobRecord> list(JobRecordState state, int limit) {
            return records.values().stream()
                    .filter(found -> found.state() == state)
                    .sorted(Comparator.comparing(JobRecord::nextAttemptAt))
                    .limit(limit)
                    .toList();
        }
    }

    @Nested
    class SqliteInAFolder extends JobRepositoryContract {
        @TempDir
        Path folder;

        @Override
        protected JobRepository create() {
            return JdbcJobRepository.inFolder(folder);
        }

        @Override
        protected int rounds() {
            return 4;
        }

        @Test
        void aClaimReadsTheIndexAndSortsNothing() throws Exception {
            repository.close();

            assertThat(plan(
                            "jdbc:sqlite:" + folder.resolve("jobs.db"),
                            "EXPLAIN QUERY PLAN ",
                            "camel_transcription_job"))
                    .contains("USING INDEX camel_transcription_job_claim")
                    .doesNotContain("TEMP B-TREE");
        }
    }

    /** How a database finds what is to be claimed. */
    private static String plan(String url, String explain, String table) throws Exception {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(explain + "SELECT id_hash FROM " + table
                    + " WHERE state = 'SUBMITTED' AND provider = 'palatine' AND node IS NULL AND next_attempt_at <= 5"
                    + " AND kind = 'transcribe' AND base_url = 'https://example.org' AND for_results = TRUE"
                    + " ORDER BY next_attempt_at LIMIT 1");
            while (rows.next()) {
                plan.append(rows.getString(rows.getMetaData().getColumnCount())).append('\n');
            }
        }
        return plan.toString();
    }

    /** What several databases are tested with. */
    abstract static class Database extends JobRepositoryContract {

        final String table = nextTable();

        abstract DataSource dataSource() throws Exception;

        @Override
        protected JobRepository create() throws Exception {
            return open(table);
        }

        private JdbcJobRepository open(String tableName) throws Exception {
            JdbcJobRepository created = new JdbcJobRepository();
            created.setDataSource(dataSource());
            created.setTableName(tableName);
            created.setRetention("1h");
            return created;
        }

        void execute(String sql) throws Exception {
            try (Connection connection = dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /** The name of the function that gives the numbers of a range. */
        abstract String series();

        /** So many records of each state; even numbers are submitted. */
        void insertSubmittedAndFinished(int each) throws Exception {
            execute("INSERT INTO " + table
                    + " (id_hash, job_key, provider, kind, base_url, revision, state, for_results, job_id,"
                    + " recorded_at, source_committed, failed, failures, attempts, next_attempt_at, keep_until)"
                    + " SELECT 'hash ' || i, 'talk ' || i, '" + SCOPE.provider() + "', '" + SCOPE.kind() + "', '"
                    + SCOPE.baseUrl() + "', 1, CASE WHEN MOD(i, 2) = 0 THEN 'SUBMITTED' ELSE 'FINISHED' END, TRUE,"
                    + " 'job-1', 1, TRUE, FALSE, 0, 0, i, 1 FROM " + series() + "(0, " + (2 * each - 1)
                    + ") AS numbers(i)");
        }

        @Test
        void aTableOfAnotherVersionIsRefused() throws Exception {
            execute("UPDATE " + table + "_version SET version = 99");

            JdbcJobRepository next = open(table);

            assertThatThrownBy(next::start)
                    .isInstanceOf(JobRepositoryException.class)
                    .hasMessageContaining(table)
                    .hasMessageContaining("version 99")
                    .hasMessageContaining("set tableName");
        }

        @Test
        void aTableWithoutAColumnIsRefused() throws Exception {
            execute("ALTER TABLE " + table + " DROP COLUMN notice_due");

            JdbcJobRepository next = open(table);

            assertThatThrownBy(next::start)
                    .isInstanceOf(JobRepositoryException.class)
                    .hasMessageContaining("could not open the table " + table)
                    .satisfies(failure -> assertThat(failure.getMessage()).containsIgnoringCase("notice_due"));
        }

        /** On H2 this took minutes: each row evaluated the SELECT of all rows again. */
        @Test
        void aBacklogIsClaimedAndForgottenInBatches() throws Exception {
            int backlog = 4_000;
            insertSubmittedAndFinished(backlog);

            for (int claimed = 0; claimed < backlog; claimed += 1_000) {
                assertThat(repository.claim(SCOPE, JobRecordState.SUBMITTED, node, 1_000))
                        .hasSize(1_000)
                        .first()
                        .returns("talk " + 2 * claimed, JobRecord::key);
            }
            assertThat(repository.purge()).isEqualTo(backlog);
        }

        @Test
        void anUnreadableRowIsParkedAndDoesNotBlockOthers() throws Exception {
            JobRecord broken = insert(submitted("broken"));
            insert(submitted("sound"));
            execute("UPDATE " + table + " SET job_id = NULL WHERE job_key = 'broken'");

            List<JobRecord> claimed = repository.claim(SCOPE, JobRecordState.SUBMITTED, node, 10);

            assertThat(claimed).extracting(JobRecord::key).containsExactly("sound");
            JobRecord parked = repository.read(broken.id());
            assertThat(parked.state()).isEqualTo(JobRecordState.PARKED);
            assertThat(parked.lastError()).contains("cannot be read");
        }

        /** As docs/durable-jobs.md has them: list, try again, forget. */
        @Test
        void parkedRecordsAreListedTriedAgainAndForgottenByTheDocumentedStatements() throws Exception {
            List<String> documented = documentedStatements();
            for (String key : List.of("talk", "another")) {
                insert(draft(key)
                        .state(JobRecordState.PARKED)
                        .forResults(true)
                        .jobId("job of " + key)
                        .attempts(20)
                        .make());
            }

            try (Connection connection = dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet parked = statement.executeQuery(documented.get(0))) {
                assertThat(parked.next() && parked.next()).isTrue();
            }
            execute(documented.get(1).replace("...", "talk"));
            execute(documented.get(2).replace("...", "another"));

            assertThat(repository.claim(SCOPE, JobRecordState.SUBMITTED, node, 10))
                    .extracting(JobRecord::key)
                    .containsExactly("talk");
            assertThat(repository.list(JobRecordState.PARKED, 10)).isEmpty();
        }

        private List<String> documentedStatements() throws Exception {
            String page = Files.readString(Path.of(System.getProperty("basedir", "."), "../docs/durable-jobs.md"));
            String block = page.substring(page.indexOf("```sql") + "```sql".length());
            String sql = block.substring(0, block.indexOf("```"));
            return Stream.of(sql.replaceAll("--.*", "")
                            .replace("camel_transcription_job", table)
                            .split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }

        @Test
        void nodesThatStartTogetherMakeTheTableOnce() throws Exception {
            String fresh = nextTable();
            List<JdbcJobRepository> nodes = List.of(open(fresh), open(fresh), open(fresh), open(fresh));

            nodes.parallelStream().forEach(JdbcJobRepository::start);

            assertThat(nodes).allSatisfy(started -> assertThat(started.list(JobRecordState.PARKED, 1))
                    .isEmpty());
        }
    }

    @Nested
    class H2 extends Database {
        private final String url = "jdbc:h2:mem:" + nextTable() + ";DB_CLOSE_DELAY=-1";

        @Override
        String series() {
            return "SYSTEM_RANGE";
        }

        @Override
        DataSource dataSource() {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL(url);
            return dataSource;
        }
    }

    @Nested
    class Postgresql extends Database {
        @Override
        String series() {
            return "generate_series";
        }

        @Override
        DataSource dataSource() throws Exception {
            return postgres().getPostgresDatabase();
        }

        @Test
        void aClaimOfABacklogReadsTheIndexAndSortsNothing() throws Exception {
            insertSubmittedAndFinished(25_000);
            execute("ANALYZE " + table);

            assertThat(plan(postgres().getJdbcUrl("postgres", "postgres"), "EXPLAIN ", table))
                    .contains("using " + table + "_claim")
                    .doesNotContain("Sort");
        }

        /** Its jobs would be paid for, and their ids not recorded. */
        @Test
        void aUserWhoMayNotChangeRecordsIsRefusedAtTheStart() throws Exception {
            execute("CREATE ROLE reader_" + table + " LOGIN");
            assertNotPermitted("reader_" + table, table + "_version");

            execute("GRANT SELECT, INSERT ON " + table + ", " + table + "_version, " + table + "_node TO reader_"
                    + table);

            assertNotPermitted("reader_" + table, table);
        }

        private void assertNotPermitted(String user, String what) {
            JdbcJobRepository unable = new JdbcJobRepository();
            unable.setTableName(table);
            unable.setDataSource(postgres.getDatabase(user, "postgres"));

            assertThatThrownBy(unable::start)
                    .isInstanceOf(JobRepositoryException.class)
                    .hasMessageEndingWith("permission denied for table " + what);
        }

        @Test
        void aDatabaseThatDoesNotAnswerBlocksNoThreadForever() throws Exception {
            List<Integer> limits = new CopyOnWriteArrayList<>();
            JdbcJobRepository impatient = new JdbcJobRepository();
            impatient.setTableName(table);
            impatient.setDataSource(withTenthOfItsNetworkTimeouts(dataSource(), limits));
            impatient.start();
            try (Connection other = dataSource().getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");

                assertThatThrownBy(() -> impatient.read("talk")).isInstanceOf(JobRepositoryException.class);
                assertThat(limits).contains(10_000);
            }
            assertThat(repository.read("talk")).isNull();
        }

        /** The limit is 10 s, which is long for a test. */
        private static DataSource withTenthOfItsNetworkTimeouts(DataSource dataSource, List<Integer> limits) {
            return proxy(DataSource.class, (method, arguments) -> {
                Object result = method.invoke(dataSource, arguments);
                if (!(result instanceof Connection connection)) {
                    return result;
                }
                return proxy(Connection.class, (called, given) -> {
                    if (called.getName().equals("setNetworkTimeout")) {
                        limits.add((Integer) given[1]);
                        given[1] = (Integer) given[1] / 10;
                    }
                    return called.invoke(connection, given);
                });
            });
        }

        private static <T> T proxy(Class<T> type, Call call) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        try {
                            return call.on(method, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    }));
        }

        private interface Call {
            Object on(Method method, Object[] arguments) throws Exception;
        }
    }
}
