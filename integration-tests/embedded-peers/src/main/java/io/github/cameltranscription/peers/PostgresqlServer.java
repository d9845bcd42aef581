/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** PostgreSQL. */
public final class PostgresqlServer implements AutoCloseable {

    /** The user, and the password. */
    public static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private PostgresqlServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts it at a free loopback port; its data is in the directory, which is empty or that of a closed server. */
    public static PostgresqlServer start(Path directory) throws IOException {
        return start(directory, 0);
    }

    /** As {@link #start(Path)}, at this loopback port. */
    public static PostgresqlServer start(Path directory, int port) throws IOException {
        return new PostgresqlServer(EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start());
    }

    /** Its port. */
    public int port() {
        return server.getPort();
    }

    /** The URL of the first database. */
    public String jdbcUrl() {
        return jdbcUrl(USER);
    }

    /** The URL of a database. */
    public String jdbcUrl(String database) {
        return server.getJdbcUrl(USER, database);
    }

    /** Executes an SQL statement in the first database. */
    public void execute(String statement) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
