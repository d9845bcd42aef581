/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectionPoolTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/jobs, org.h2.Driver",
        "jdbc:sqlite:/jobs, org.sqlite.JDBC",
        "jdbc:postgresql://host/jobs, org.postgresql.Driver"
    })
    void theDriverOfAUrlIsFound(String url, String driver) {
        assertThat(ConnectionPool.driver(new DatabaseUrl(url), getClass().getClassLoader()))
                .extracting(found -> found.getClass().getName())
                .isEqualTo(driver);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/jobs;PASSWORD=secret, com.h2database:h2",
        "jdbc:sqlite:/jobs, org.xerial:sqlite-jdbc",
        "jdbc:postgresql://host/jobs?password=secret, org.postgresql:postgresql",
        "jdbc:mariadb://u:secret@host/jobs, the JDBC driver of mariadb"
    })
    void aMissingDriverIsNamedWithWhatToAdd(String url, String named) {
        assertThatThrownBy(() -> ConnectionPool.driver(new DatabaseUrl(url), ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("there is no JDBC driver for jdbc:")
                .hasMessageEndingWith("add " + named + " to the class path")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void aRepositoryWithoutADriverSaysSoWhenItStarts() {
        JdbcJobRepository repository = new JdbcJobRepository();
        repository.setUrl("jdbc:mariadb://host/jobs");

        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("add the JDBC driver of mariadb to the class path");
    }
}
