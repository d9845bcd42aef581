/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;

import org.junit.jupiter.api.io.TempDir;

class SqliteJobRepositoryTest extends JdbcJobRepositoryContractTest {

    @TempDir
    Path folder;

    @Override
    JdbcJobRepository createJdbc(Clock itsClock) {
        JdbcJobRepository created = new JdbcJobRepository(itsClock);
        created.setUrl(url());
        return created;
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("jobs.db");
    }
}
