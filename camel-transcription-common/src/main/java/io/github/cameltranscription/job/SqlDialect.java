/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

/**
 * The differences between databases.
 *
 * @param insertIfAbsent  what follows an INSERT that does nothing where there is a row; empty where it fails instead
 * @param inQuery         what stands around a SELECT whose rows are to be updated, evaluated once: PostgreSQL may
 *     evaluate a plain IN again for each row, and its LIMIT with it
 * @param selectsFirst    whether H2 would evaluate that SELECT for each row: it is a statement of its own, or left out
 * @param limit           ends a SELECT after a number of rows; some modes of H2 have no LIMIT
 * @param skipLocked      what follows a SELECT whose rows are to be updated, so that nodes do not wait for each other
 * @param returnsRows     what stands around an UPDATE that returns its rows, with {@code %s} for the UPDATE
 * @param epochMillis     the database's clock, the same within a statement
 * @param partialIndexes  whether an index may leave rows out
 * @param networkTimeout  whether {@link java.sql.Connection#setNetworkTimeout} works
 */
record SqlDialect(
        String insertIfAbsent,
        String inQuery,
        boolean selectsFirst,
        String limit,
        String skipLocked,
        String returnsRows,
        String epochMillis,
        boolean partialIndexes,
        boolean networkTimeout) {

    private static final String ON_CONFLICT = " ON CONFLICT DO NOTHING";
    private static final String EPOCH_MILLIS = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";

    private static final SqlDialect POSTGRESQL = new SqlDialect(
            ON_CONFLICT,
            "= ANY (ARRAY(%s))",
            false,
            " LIMIT ?",
            " FOR UPDATE SKIP LOCKED",
            "%s RETURNING *",
            EPOCH_MILLIS,
            true,
            true);
    private static final SqlDialect H2 = new SqlDialect(
            "",
            "IN (%s)",
            true,
            " FETCH FIRST ? ROWS ONLY",
            "",
            "SELECT * FROM FINAL TABLE (%s)",
            EPOCH_MILLIS,
            false,
            false);
    private static final SqlDialect SQLITE = new SqlDialect(
            ON_CONFLICT,
            "IN (%s)",
            false,
            " LIMIT ?",
            "",
            "%s RETURNING *",
            "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
            true,
            false);

    /**
     * The dialect of a database.
     *
     * @param  product as its driver names it
     * @throws JobRepositoryException if it is none of those that are tested
     */
    static SqlDialect of(String product) {
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            case "SQLite" -> SQLITE;
            default ->
                throw new JobRepositoryException("the job repository does not know the database " + product
                        + ": use PostgreSQL, H2 or SQLite, or a JobRepository of your own");
        };
    }
}
