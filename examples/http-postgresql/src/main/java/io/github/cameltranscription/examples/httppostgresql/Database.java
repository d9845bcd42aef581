/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.github.cameltranscription.job.JdbcJobRepository;

/** The table of transcripts, and beside it that of the jobs. */
final class Database {

    private static final String TABLE = "CREATE TABLE IF NOT EXISTS transcript (job_id text PRIMARY KEY, file text,"
            + " seconds double precision, content text, error text)";

    /** For how long the same upload with the same key is not bought again. */
    private static final Duration RETENTION = Duration.ofDays(1);

    private Database() {}

    /** The component asks for it before any route starts. */
    @Produces
    @Singleton
    @Named("jobs")
    static JdbcJobRepository jobs(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        JdbcJobRepository jobs = new JdbcJobRepository();
        jobs.setDataSource(dataSource);
        jobs.setRetention(RETENTION);
        return jobs;
    }
}
