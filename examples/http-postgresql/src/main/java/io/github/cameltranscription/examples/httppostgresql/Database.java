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

/** The table of transcripts, and the repository of jobs in the same database. */
final class Database {

    private static final String TABLE = "CREATE TABLE IF NOT EXISTS transcript (job_id text PRIMARY KEY, file text,"
            + " seconds double precision, content text, error text)";

    /** Within this time the same upload with the same key is not paid for again. */
    private static final Duration RETENTION = Duration.ofDays(1);

    private Database() {}

    /** The component gets it before any route starts, so the table exists by then. */
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
