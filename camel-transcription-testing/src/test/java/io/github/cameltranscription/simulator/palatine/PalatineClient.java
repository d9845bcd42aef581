/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.multipart.Multipart;

/** Speaks to the simulator as a client would. */
final class PalatineClient {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String baseUrl;
    private final String authorization;

    PalatineClient(PalatineSimulator palatine) {
        this(palatine.baseUrl(), "Bearer test-key");
    }

    /** {@code authorization} is null for none. */
    PalatineClient(String baseUrl, String authorization) {
        this.baseUrl = baseUrl;
        this.authorization = authorization;
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(TIMEOUT);
        return authorization == null ? builder : builder.header("Authorization", authorization);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<byte[]> getBytes(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> post(String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(body));
    }

    HttpResponse<String> post(String path, Multipart form) throws IOException, InterruptedException {
        return post(
                path, "multipart/form-data; boundary=" + Multipart.BOUNDARY, BodyPublishers.ofByteArray(form.bytes()));
    }

    HttpResponse<String> postChunked(String path, Multipart form) throws IOException, InterruptedException {
        byte[] body = form.bytes();
        return post(
                path,
                "multipart/form-data; boundary=" + Multipart.BOUNDARY,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }

    HttpResponse<String> upload(String path, String fileName, byte[] content) throws IOException, InterruptedException {
        return post(path, Multipart.ofFile(fileName, "audio/wav", content));
    }

    /** The id of a job made from this file. */
    String submit(String query, String fileName, byte[] content) throws IOException, InterruptedException {
        return taskId(upload("/transcribe/do_transcribe" + query, fileName, content));
    }

    static String taskId(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return new JsonObject(response.body()).getString("task_id");
    }

    JsonObject status(String id) throws IOException, InterruptedException {
        return new JsonObject(get("/transcribe/task_status/" + id).body());
    }
}
