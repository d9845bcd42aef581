/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.multipart.Multipart;

/** Speaks to the simulator as a client would, with signatures of its own making. */
final class AiesaClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AiesaSimulator aiesa;

    AiesaClient(AiesaSimulator aiesa) {
        this.aiesa = aiesa;
    }

    static HttpRequest.Builder signed(HttpRequest.Builder request, long timestamp) {
        return request.setHeader("X-Public-Key", "test-public-key")
                .setHeader("X-Timestamp", String.valueOf(timestamp))
                .setHeader("X-Signature", Hmac.hex("test-secret-key", "test-public-key\n" + timestamp));
    }

    HttpRequest.Builder unsigned(String path) {
        return HttpRequest.newBuilder(URI.create(aiesa.baseUrl() + path)).timeout(TIMEOUT);
    }

    HttpRequest.Builder request(String path) {
        return signed(unsigned(path), Instant.now().getEpochSecond());
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String contentType, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> calculate(JsonObject body) throws IOException, InterruptedException {
        return post("/transcriptions/calculate", "application/json", body.encode());
    }

    HttpResponse<String> submit(Multipart form) throws IOException, InterruptedException {
        return send(request("/transcriptions")
                .header("Content-Type", "multipart/form-data; boundary=" + Multipart.BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form.bytes())));
    }

    /** The id of the job. */
    String submitted(Multipart form) throws IOException, InterruptedException {
        HttpResponse<String> answer = submit(form);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body()).getString("transcription_id");
    }

    JsonObject status(String id) throws IOException, InterruptedException {
        return new JsonObject(get("/transcriptions/" + id).body()).getJsonObject("data");
    }

    /** Without any headers of the API. */
    static HttpResponse<byte[]> download(String url) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
    }
}
