/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import io.github.cameltranscription.job.JdbcJobRepository;

/** A real PostgreSQL server, and the database on it that a test has to itself. */
final class Postgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path directory;
    private EmbeddedPostgres server;
    private int port;
    private int databases;

    Postgres(Path directory) throws IOException {
        this.directory = directory;
        start();
        port = server.getPort();
    }

    /** Starts it again where it was, after {@link #close}. */
    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    void createDatabase() throws SQLException {
        databases++;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database());
        }
    }

    private String database() {
        return "jobs" + databases;
    }

    private String url() {
        return server.getJdbcUrl(USER, database());
    }

    /** For {@code application.properties}. */
    Map<String, String> settings() {
        return Map.of("database.url", url(), "database.username", USER, "database.password", USER);
    }

    /** Reads the same records as the recipe. */
    JdbcJobRepository records() {
        JdbcJobRepository records = new JdbcJobRepository();
        records.setUrl(url());
        records.setUsername(USER);
        records.setPassword(USER);
        records.setRetention(Duration.ofDays(1));
        return records;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
