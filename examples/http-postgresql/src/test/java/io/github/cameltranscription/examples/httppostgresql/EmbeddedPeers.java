/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltranscription.peers.LoopbackAddress;
import io.github.cameltranscription.peers.PostgresqlServer;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** A PostgreSQL, what stands in for the service, and a client of the application, for the demo and the tests. */
final class EmbeddedPeers implements AutoCloseable {

    private static final String API_KEY = "simulated";
    private static final double REAL_TIME_FACTOR = 0.3;
    private static final Duration CALLBACK_INTERVAL = Duration.ofMillis(500);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ProviderSimulator simulator;
    private final PostgresqlServer database;
    private final int port;

    private EmbeddedPeers(ProviderSimulator simulator, PostgresqlServer database, int port) {
        this.simulator = simulator;
        this.database = database;
        this.port = port;
    }

    /** A row of the table. */
    record Row(String jobId, String file, double seconds, String content, String error) {}

    /**
     * Starts them, with a port for the application, which calls it back must know before it has it.
     *
     * @param folder  for what they keep; empty
     * @param scripts has the words of {@code call.wav} in {@code call.wav.txt}
     */
    static EmbeddedPeers start(Path folder, Path scripts) throws IOException {
        return new EmbeddedPeers(
                ProviderSimulator.builder()
                        .shopotApiKey(API_KEY)
                        .shopotCallbackInterval(CALLBACK_INTERVAL)
                        .realTimeFactor(REAL_TIME_FACTOR)
                        .scripts(scripts)
                        .start(),
                PostgresqlServer.start(folder.resolve("postgresql")),
                LoopbackAddress.freePort());
    }

    /** For {@code application.properties}. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("camel.component.shopot.base-url", simulator.shopot().baseUrl());
        settings.put("camel.component.shopot.api-key", API_KEY);
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", PostgresqlServer.USER);
        settings.put("quarkus.datasource.password", PostgresqlServer.USER);
        settings.put("quarkus.http.host", LoopbackAddress.HOST);
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.http.test-port", Integer.toString(port));
        settings.put("callback-url", url("/callbacks/shopot").toString());
        return settings;
    }

    private URI url(String path) {
        return URI.create("http://" + LoopbackAddress.HOST + ":" + port + path);
    }

    /** Stands in for the service. */
    ProviderSimulator simulator() {
        return simulator;
    }

    /** Uploads a recording under a name. */
    HttpResponse<String> upload(String name, Path recording, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url("/recordings/"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")))
                .PUT(BodyPublishers.ofFile(recording));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Posts what might be a callback. */
    HttpResponse<String> callBack(String content) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url("/callbacks/shopot"))
                        .POST(BodyPublishers.ofString(content))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What is in the table. */
    List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT job_id, file, seconds, content, error FROM transcript ORDER BY job_id")) {
            while (found.next()) {
                rows.add(new Row(
                        found.getString(1),
                        found.getString(2),
                        found.getDouble(3),
                        found.getString(4),
                        found.getString(5)));
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        database.close();
        simulator.close();
    }
}
