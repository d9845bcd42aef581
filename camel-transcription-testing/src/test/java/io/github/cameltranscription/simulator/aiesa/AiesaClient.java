/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.TestClient;
import io.github.cameltranscription.simulator.multipart.Multipart;

/** Speaks to the simulator as a client of AIESA would, with signatures of its own making. */
final class AiesaClient extends TestClient {

    AiesaClient(AiesaSimulator aiesa) {
        super(aiesa.baseUrl(), null);
    }

    static HttpRequest.Builder signed(HttpRequest.Builder request, long timestamp) {
        return Hmac.signed(request, "test-public-key", "test-secret-key", timestamp);
    }

    @Override
    public HttpRequest.Builder request(String path) {
        return signed(anonymous(path), Instant.now().getEpochSecond());
    }

    HttpResponse<String> calculate(JsonObject body) throws IOException, InterruptedException {
        return postJson("/transcriptions/calculate", body.encode());
    }

    HttpResponse<String> submit(Multipart form) throws IOException, InterruptedException {
        return post("/transcriptions", form);
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
        return download(HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT));
    }
}
