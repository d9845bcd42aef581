/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The connections of a repository that was given a URL and no DataSource. */
final class ConnectionPool {

    private static final Map<String, String> ARTIFACTS = Map.of(
            "h2", "com.h2database:h2",
            "postgresql", "org.postgresql:postgresql",
            "sqlite", "org.xerial:sqlite-jdbc");

    private static final int MAX_CONNECTIONS = 8;
    private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;

    private ConnectionPool() {}

    /**
     * Opens a pool whose database has answered.
     *
     * @throws JobRepositoryException if there is no driver for the URL
     */
    static HikariDataSource open(DatabaseUrl url, String username, String password) throws SQLException {
        Driver driver = driver(url, ConnectionPool.class.getClassLoader());
        connectOnce(driver, url, username, password);
        HikariConfig config = new HikariConfig();
        config.setPoolName("transcription-jobs");
        config.setDriverClassName(driver.getClass().getName());
        config.setJdbcUrl(url.completed());
        config.setUsername(username);
        config.setPassword(password);
        url.properties().forEach(config::addDataSourceProperty);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setMinimumIdle(1);
        // SQLite has one writer: a second connection would only find the database busy.
        config.setMaximumPoolSize(url.isSqlite() ? 1 : MAX_CONNECTIONS);
        if (url.belongsToOneProcess()) {
            // The last connection that goes closes an embedded database, and one in memory is gone then.
            config.setMaxLifetime(0);
        }
        return new HikariDataSource(config);
    }

    /** The pool would log a failure with all that the driver says, the URL with a password among it. */
    private static void connectOnce(Driver driver, DatabaseUrl url, String username, String password)
            throws SQLException {
        Properties properties = new Properties();
        properties.putAll(url.properties());
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        try (Connection connection = driver.connect(url.completed(), properties)) {
            if (connection == null) {
                throw new SQLException("the driver does not know this URL");
            }
        }
    }

    /**
     * Does not ask the DriverManager, which shows only the drivers of those who loaded it first: under Quarkus and in an
     * application server that is another.
     *
     * @throws JobRepositoryException if there is none; names the artifact to add
     */
    static Driver driver(DatabaseUrl url, ClassLoader classLoader) {
        return ServiceLoader.load(Driver.class, classLoader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(driver -> accepts(driver, url))
                .findFirst()
                .orElseThrow(() -> new JobRepositoryException("there is no JDBC driver for " + url + ": add "
                        + ARTIFACTS.getOrDefault(url.database(), "the JDBC driver of " + url.database())
                        + " to the class path"));
    }

    private static boolean accepts(Driver driver, DatabaseUrl url) {
        try {
            return driver.acceptsURL(url.completed());
        } catch (SQLException unable) {
            return false;
        }
    }
}
