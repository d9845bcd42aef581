/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;

import org.junit.jupiter.api.io.TempDir;

class H2JobRepositoryTest extends ManyNodesJobRepositoryContractTest {

    @TempDir
    Path folder;

    @Override
    JdbcJobRepository createJdbc(Clock itsClock) {
        JdbcJobRepository created = new JdbcJobRepository(itsClock);
        created.setUrl(url());
        created.setUsername("sa");
        return created;
    }

    @Override
    Connection connect() throws SQLException {
        return DriverManager.getConnection(new DatabaseUrl(url()).completed(), "sa", "");
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("made-by-the-repository").resolve("jobs");
    }
}
