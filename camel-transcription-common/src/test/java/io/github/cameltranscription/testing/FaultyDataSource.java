/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** A database that counts its statements, runs an action before each, and can be away. */
public final class FaultyDataSource {

    private final DataSource dataSource;
    private final Queue<String> statements = new ConcurrentLinkedQueue<>();
    private volatile boolean counting;
    private volatile boolean away;
    private volatile Action beforeEach = () -> {};

    /** May fail, as the statement then does. */
    public interface Action {
        void run() throws SQLException;
    }

    public FaultyDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The way to the database that this one stands in. */
    public DataSource dataSource() {
        return proxy(DataSource.class, dataSource, null);
    }

    /** From now on it cannot be reached. */
    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /** Runs before each statement, on the thread that executes it. */
    public void beforeEach(Action action) {
        beforeEach = action;
    }

    /** Forgets what was counted, and counts from now on. */
    public void count() {
        statements.clear();
        counting = true;
    }

    /** The SQL of every statement since {@link #count}. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    private <T> T proxy(Class<T> type, T target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                FaultyDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean execution = target instanceof Statement
                            && method.getName().startsWith("execute")
                            && !method.getName().endsWith("Batch");
                    if (execution) {
                        before(sql == null ? String.valueOf(arguments[0]) : sql);
                    }
                    if (away && (execution || target instanceof DataSource)) {
                        throw new SQLException("the database is away", "08006");
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (result instanceof Connection connection) {
                            return proxy(Connection.class, connection, null);
                        }
                        if (result instanceof PreparedStatement statement) {
                            return proxy(PreparedStatement.class, statement, (String) arguments[0]);
                        }
                        return result instanceof Statement statement && target instanceof Connection
                                ? proxy(Statement.class, statement, null)
                                : result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private void before(String sql) throws SQLException {
        beforeEach.run();
        if (counting) {
            statements.add(sql);
        }
    }
}
