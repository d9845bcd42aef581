/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatabaseUrlTest {

    private static final String DURABLE = ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE";

    private static final DatabaseUrl URL = new DatabaseUrl("jdbc:postgresql://host/jobs");
    private static final String PASSWORD = "tops3cret";

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/data/jobs,       jdbc:h2:async:/data/jobs",
        "jdbc:h2:/data/jobs,            jdbc:h2:async:/data/jobs",
        "jdbc:h2:./jobs,                jdbc:h2:async:./jobs",
        "jdbc:h2:~/jobs,                jdbc:h2:async:~/jobs",
        "jdbc:h2:C:/jobs,               jdbc:h2:async:C:/jobs",
        "jdbc:h2:C:\\jobs,              jdbc:h2:async:C:\\jobs",
        "jdbc:h2:file:/jobs;CIPHER=AES, jdbc:h2:async:/jobs;CIPHER=AES",
        "jdbc:h2:split:/jobs,           jdbc:h2:split:/jobs"
    })
    void anH2FileIsOpenedSoThatCommitsOutliveTheProcess(String url, String completed) {
        assertThat(new DatabaseUrl(url).completed()).isEqualTo(completed + DURABLE);
    }

    @Test
    void theSettingsOfTheUserStay() {
        assertThat(new DatabaseUrl("jdbc:h2:file:/jobs;write_delay=10;trace_level_file=1;Db_Close_On_Exit=TRUE")
                        .completed())
                .isEqualTo("jdbc:h2:async:/jobs;write_delay=10;trace_level_file=1;Db_Close_On_Exit=TRUE");
    }

    @Test
    void aDatabaseWithAutoServerClosesItself() {
        assertThat(new DatabaseUrl("jdbc:h2:file:/jobs;AUTO_SERVER=TRUE").completed())
                .as("H2 refuses DB_CLOSE_ON_EXIT=FALSE together with AUTO_SERVER=TRUE")
                .isEqualTo("jdbc:h2:file:/jobs;AUTO_SERVER=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/jobs",
                "jdbc:sqlite:/data/jobs.db",
                "jdbc:h2:mem:jobs",
                "jdbc:h2:tcp://host/jobs",
                "jdbc:h2:ssl://host/jobs"
            })
    void otherUrlsAreUsedAsTheyAre(String url) {
        assertThat(new DatabaseUrl(url).completed()).isEqualTo(url);
    }

    @Test
    void aServerThatDoesNotAnswerBlocksNoThreadForever() {
        assertThat(new DatabaseUrl("jdbc:postgresql://host/jobs").properties())
                .containsEntry("connectTimeout", "10")
                .containsEntry("socketTimeout", "10");
    }

    /** The server accepts connections and never answers: without a limit the test would not end. */
    @Test
    void aLimitInTheUrlWins() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                JdbcJobRepository repository = new JdbcJobRepository()) {
            repository.setUrl("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/jobs?socketTimeout=1");
            repository.setUsername("jobs");

            assertThatThrownBy(repository::start)
                    .isInstanceOf(JobRepositoryException.class)
                    .hasMessageContaining("could not open the database");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/data/jobs, true",
        "jdbc:h2:~/jobs, true",
        "jdbc:h2:mem:jobs, true",
        "jdbc:sqlite:/data/jobs.db, true",
        "jdbc:h2:file:/jobs;AUTO_SERVER=FALSE, true",
        "jdbc:h2:file:/jobs;auto_server=true, false",
        "jdbc:h2:tcp://host/jobs, false",
        "jdbc:h2:ssl://host/jobs, false",
        "jdbc:postgresql://host/jobs, false"
    })
    void anEmbeddedDatabaseBelongsToOneProcess(String url, boolean expected) {
        assertThat(new DatabaseUrl(url).belongsToOneProcess()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/jobs;PASSWORD=secret, jdbc:h2:file:/jobs",
        "jdbc:postgresql://host/jobs?user=a&password=secret, jdbc:postgresql://host/jobs",
        "jdbc:postgresql://host/jobs, jdbc:postgresql://host/jobs",
        "jdbc:oracle:thin:scott/secret@//host:1521/jobs, jdbc:oracle:...",
        "jdbc:mysql://scott:secret@host/jobs, jdbc:mysql:..."
    })
    void itsTextFormHasNoSecret(String url, String shown) {
        assertThat(new DatabaseUrl(url)).asString().isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"postgresql://scott:secret@host/jobs", "h2:file:./jobs;PASSWORD=secret", "./jobs", "jdbc:h2"})
    void anInvalidUrlIsRefusedAndItsSecretIsNotShown(String url) {
        assertThatThrownBy(() -> new DatabaseUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a JDBC URL, such as jdbc:h2:file:")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void onlyAnErrorThatIsKnownHasAdvice() {
        SQLException code90020 = new SQLException("already open", "90020", 90020);

        assertThat(new DatabaseUrl("jdbc:h2:file:/jobs").advice(code90020)).contains("another process has it open");
        assertThat(new DatabaseUrl("jdbc:h2:file:/jobs").advice(new SQLException("disk full")))
                .isEmpty();
        assertThat(new DatabaseUrl("jdbc:postgresql://host/jobs").advice(code90020))
                .isEmpty();
    }

    @Test
    void thePasswordIsMaskedInTheMessagesOfADriver() {
        assertThat(URL.masked(PASSWORD, "no access for anna with 'tops3cret' (tops3cret)"))
                .isEqualTo("no access for anna with '***' (***)");
        assertThat(URL.masked(PASSWORD, "no access")).isEqualTo("no access");
        assertThat(URL.masked(PASSWORD, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/jobs?user=anna&password=tops3cret&ssl=true",
                "jdbc:h2:file:/jobs;PASSWORD=tops3cret",
                "jdbc:sqlserver://host;pwd=tops3cret;encrypt=true",
                "jdbc:oracle:thin:anna/tops3cret@//host/jobs",
                "jdbc:mysql://anna:tops3cret@host/jobs"
            })
    void aPasswordInTheUrlIsMaskedToo(String url) {
        assertThat(new DatabaseUrl(url).masked(null, "cannot connect to " + url))
                .contains("***")
                .doesNotContain("tops3cret");
    }

    @Test
    void aFailureWithThePasswordInItsMessageIsNoCause() {
        SQLException withoutPassword = new SQLException("no access", new SQLException());
        SQLException telling = new SQLException("no access", new IllegalStateException("with tops3cret"));

        assertThat(URL.withoutSecrets(PASSWORD, withoutPassword)).isSameAs(withoutPassword);
        assertThat(URL.withoutSecrets(PASSWORD, telling)).isNull();
    }

    @Test
    void withoutAPasswordNothingIsMasked() {
        assertThat(URL.masked("", "no access for anna")).isEqualTo("no access for anna");
    }
}
