/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A PostgreSQL. */
public final class PostgresqlServer implements AutoCloseable {

    /** Who logs in, with the same word as password. */
    public static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private PostgresqlServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts it at a free port of the loopback address.
     *
     * @param  directory   where its data is; empty, or left by one that was closed
     * @return             the server, which is to be closed
     * @throws IOException if it does not start
     */
    public static PostgresqlServer start(Path directory) throws IOException {
        return start(directory, 0);
    }

    /**
     * Starts it at a port of the loopback address.
     *
     * @param  directory   where its data is; empty, or left by one that was closed
     * @param  port        where it listens, or 0 for a free port
     * @return             the server, which is to be closed
     * @throws IOException if it does not start
     */
    public static PostgresqlServer start(Path directory, int port) throws IOException {
        return new PostgresqlServer(EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start());
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    /** Of the database that is there from the beginning. */
    public String jdbcUrl() {
        return jdbcUrl(USER);
    }

    /**
     * Of a database.
     *
     * @param  database its name
     * @return          the URL
     */
    public String jdbcUrl(String database) {
        return server.getJdbcUrl(USER, database);
    }

    /**
     * Runs a statement in the database that is there from the beginning.
     *
     * @param  statement    in SQL
     * @throws SQLException if it fails
     */
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
