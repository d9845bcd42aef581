/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import java.io.IOException;
import java.net.ConnectException;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import io.github.cameltranscription.peers.DemoReport;
import io.github.cameltranscription.peers.ExamplePeers;
import io.github.cameltranscription.peers.LoopbackAddress;
import io.github.cameltranscription.peers.PostgresqlServer;

/** A PostgreSQL, and a client of the application. */
public class EmbeddedPeers extends ExamplePeers implements QuarkusTestResourceLifecycleManager {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<Row> reported = new HashSet<>();
    private PostgresqlServer database;
    private int port;

    /** Creates them; nothing is started. */
    public EmbeddedPeers() {
        super("shopot");
    }

    /** A row of the table. */
    record Row(String jobId, String file, double seconds, String content, String error) {}

    /** Runs the demo. */
    public static void main(String[] arguments) throws Exception {
        new EmbeddedPeers().demonstrate(arguments);
    }

    @Override
    protected void start(Path folder, Map<String, String> settings) throws IOException {
        database = PostgresqlServer.start(folder.resolve("postgresql"));
        // The address of the callbacks is a setting, so the port is chosen before the application starts.
        port = LoopbackAddress.freePort();
        // Long after the callbacks, and soon enough for those that are lost.
        settings.put("camel.component.shopot.initial-delay", "5s");
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", PostgresqlServer.USER);
        settings.put("quarkus.datasource.password", PostgresqlServer.USER);
        settings.put("quarkus.http.host", LoopbackAddress.HOST);
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.http.test-port", Integer.toString(port));
        settings.put("callback-url", url("/callbacks/shopot").toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(EmbeddedPeers.class));
    }

    private URI url(String path) {
        return URI.create("http://" + LoopbackAddress.HOST + ":" + port + path);
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

    /** The rows of the table. */
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
    protected void close() throws IOException {
        database.close();
    }

    @Override
    protected String servers() {
        return "a PostgreSQL of its own";
    }

    @Override
    protected boolean give(Path recording) throws Exception {
        String name = recording.getFileName().toString();
        try {
            System.out.println(name + " is uploaded: " + upload(name, recording).body());
            return true;
        } catch (ConnectException notStarted) {
            return false;
        }
    }

    @Override
    protected void report(DemoReport report) throws SQLException {
        rows().stream()
                .filter(reported::add)
                .forEach(row ->
                        report.outcome(row.file(), row.error(), "job " + row.jobId() + ", " + row.seconds() + " s"));
    }

    @Override
    protected List<String> places() {
        return List.of("Transcripts: rows of the table transcript, which ends with this demo");
    }
}
