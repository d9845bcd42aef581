/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

class PostgresJobRepositoryTest extends ManyNodesJobRepositoryContractTest {

    @Override
    JdbcJobRepository createJdbc(Clock itsClock) {
        JdbcJobRepository created = new JdbcJobRepository(itsClock);
        created.setUrl(PostgresServer.url());
        created.setUsername("postgres");
        created.setPassword("postgres");
        return created;
    }

    @Override
    Connection connect() throws SQLException {
        return PostgresServer.dataSource().getConnection();
    }
}
