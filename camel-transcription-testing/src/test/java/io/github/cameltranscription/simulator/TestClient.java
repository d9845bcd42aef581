/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.github.cameltranscription.simulator.multipart.Multipart;

/** Speaks to the simulator as a client would. */
public class TestClient {

    public static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final String FORM = "multipart/form-data; boundary=" + Multipart.BOUNDARY;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String baseUrl;
    private final String authorization;

    /** {@code authorization} is null for none. */
    public TestClient(String baseUrl, String authorization) {
        this.baseUrl = baseUrl;
        this.authorization = authorization;
    }

    /** A request without a key. */
    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(TIMEOUT);
    }

    public HttpRequest.Builder request(String path) {
        return authorization == null ? anonymous(path) : anonymous(path).header("Authorization", authorization);
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    public static HttpResponse<byte[]> download(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public HttpResponse<String> post(String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", contentType).POST(body));
    }

    public HttpResponse<String> post(String path, String contentType, String body)
            throws IOException, InterruptedException {
        return post(path, contentType, BodyPublishers.ofString(body));
    }

    public HttpResponse<String> postJson(String path, String json) throws IOException, InterruptedException {
        return post(path, "application/json", json);
    }

    public HttpResponse<String> post(String path, Multipart form) throws IOException, InterruptedException {
        return postForm(path, BodyPublishers.ofByteArray(form.bytes()));
    }

    public HttpResponse<String> postForm(String path, BodyPublisher body) throws IOException, InterruptedException {
        return post(path, FORM, body);
    }
}
