/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A real PostgreSQL, started for the first test that wants it; it ends with the tests' process. */
final class PostgresServer {

    private static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    static String url() {
        return SERVER.getJdbcUrl("postgres", "postgres");
    }

    static DataSource dataSource() {
        return SERVER.getPostgresDatabase();
    }

    private static EmbeddedPostgres start() {
        try {
            // Each of the 16 nodes of a test has a pool of its own.
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "400")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
