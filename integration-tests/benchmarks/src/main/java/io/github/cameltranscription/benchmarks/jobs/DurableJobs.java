/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.zaxxer.hikari.HikariDataSource;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildCommands;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.JdbcJobRepository;

/** The nodes of {@link DurableBenchmark} in one JVM: each is a Camel context with its own connections. */
final class DurableJobs {

    private static final byte[] TINY_RECORDING = {1};
    private static final int CONNECTIONS_OF_A_NODE = 8;

    private final String baseUrl;
    private final String jdbcUrl;
    private final String table;
    private final int jobs;
    private final long statementMillis;
    private final List<CamelContext> nodes = new ArrayList<>();
    private final AtomicLong statements = new AtomicLong();
    private final Set<String> emitted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger twice = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile long begun;
    private volatile long lastEmitted;

    private DurableJobs(String[] arguments) {
        baseUrl = arguments[0];
        jdbcUrl = arguments[1];
        table = arguments[2];
        jobs = Integer.parseInt(arguments[4]);
        statementMillis = Long.parseLong(arguments[5]);
    }

    /**
     * Serves a parent.
     *
     * @param arguments the provider's base URL, the database's URL, the table, how many nodes, how many jobs, and how many
     *                  milliseconds longer a statement takes
     */
    public static void main(String[] arguments) throws IOException {
        DurableJobs durable = new DurableJobs(arguments);
        new ChildCommands()
                .on("prepare", () -> durable.prepare(Integer.parseInt(arguments[3])))
                .on("load", durable::load)
                .on("ended", nothing -> durable.ended())
                .serve();
    }

    private void prepare(int count) throws Exception {
        for (int number = 0; number < count; number++) {
            CamelContext node = new DefaultCamelContext();
            JdbcJobRepository repository = new JdbcJobRepository();
            repository.setDataSource(new SlowDataSource(connections(), statementMillis, statements).dataSource());
            repository.setTableName(table);
            node.getRegistry().bind("jobs", repository);
            String options = "?baseUrl=" + baseUrl + "&apiKey=" + PolledJobs.API_KEY + "&jobRepository=#jobs";
            RouteBuilder.addRoutes(node, routes -> {
                routes.from("direct:jobs").to("palatine:submit" + options);
                routes.from("palatine:results" + options).process(this::emitted);
            });
            node.start();
            nodes.add(node);
        }
    }

    private HikariDataSource connections() {
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(jdbcUrl);
        connections.setMaximumPoolSize(CONNECTIONS_OF_A_NODE);
        return connections;
    }

    private void emitted(Exchange exchange) {
        lastEmitted = System.nanoTime();
        if (!emitted.add(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class))) {
            twice.incrementAndGet();
        }
    }

    private void load() throws Exception {
        statements.set(0);
        begun = System.nanoTime();
        for (int number = 0; number < nodes.size(); number++) {
            int first = number;
            AsyncProducer producer =
                    nodes.get(number).getEndpoint("direct:jobs").createAsyncProducer();
            producer.start();
            new Thread(() -> submit(producer, first), "submitting " + number).start();
        }
    }

    private void submit(AsyncProducer producer, int first) {
        for (int number = first; number < jobs; number += nodes.size()) {
            Exchange exchange = producer.getEndpoint().createExchange();
            exchange.getMessage().setHeader(TranscriptionConstants.JOB_KEY, "talk " + number);
            exchange.getMessage().setHeader(Exchange.FILE_NAME, "call.wav");
            exchange.getMessage().setBody(TINY_RECORDING);
            producer.process(exchange, doneSync -> {
                if (exchange.getException() != null) {
                    failed.incrementAndGet();
                    exchange.getException().printStackTrace();
                }
            });
        }
    }

    /** A job is done when its record is finished. */
    private Answer ended() throws SQLException {
        int finished = emitted.size() + failed.get() < jobs ? 0 : finished();
        return Answer.of("done", finished)
                .and("failed", failed.get())
                .and("twice", twice.get())
                .and("statements", statements.get())
                .and("seconds", (lastEmitted - begun) / 1e9);
    }

    private int finished() throws SQLException {
        try (HikariDataSource look = connections();
                Connection connection = look.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT COUNT(*) FROM " + table + " WHERE state = 'FINISHED'")) {
            count.next();
            return count.getInt(1);
        }
    }
}
