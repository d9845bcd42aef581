/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.TestClient;
import io.github.cameltranscription.simulator.multipart.Multipart;

/** Speaks to the simulator as a client of Palatine would. */
final class PalatineClient extends TestClient {

    PalatineClient(PalatineSimulator palatine) {
        this(palatine.baseUrl(), "Bearer test-key");
    }

    PalatineClient(String baseUrl, String authorization) {
        super(baseUrl, authorization);
    }

    HttpResponse<String> postChunked(String path, Multipart form) throws IOException, InterruptedException {
        byte[] body = form.bytes();
        return postForm(path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
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
        return status("/transcribe", id);
    }

    /** {@code api} is the beginning of the path. */
    JsonObject status(String api, String idAndQuery) throws IOException, InterruptedException {
        return new JsonObject(get(api + "/task_status/" + idAndQuery).body());
    }
}
