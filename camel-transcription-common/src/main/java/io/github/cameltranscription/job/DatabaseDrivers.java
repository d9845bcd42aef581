/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.ServiceLoader;

/** Finds the JDBC driver of a URL. */
final class DatabaseDrivers {

    private static final Map<String, String> ARTIFACTS = Map.of(
            "h2", "com.h2database:h2",
            "postgresql", "org.postgresql:postgresql",
            "sqlite", "org.xerial:sqlite-jdbc");

    private DatabaseDrivers() {}

    /**
     * Does not ask the DriverManager, which shows only the drivers of those who loaded it first: under Quarkus and in an
     * application server that is another.
     *
     * @throws JobRepositoryException if there is none; names the artifact to add
     */
    static Driver find(DatabaseUrl url, ClassLoader classLoader) {
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
