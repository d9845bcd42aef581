/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Map;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.ErrorFormat;
import io.github.cameltranscription.simulator.http.Refusal;

/** {@code {"error", "message", "errors": {field: [texts]}}}, as the vendor's authentication page shows. */
final class AiesaErrors implements ErrorFormat {

    /** The page shows no words for {@code error}. */
    private static final Map<Integer, String> WORDS = Map.of(
            400, "bad_request",
            401, "unauthorized",
            402, "insufficient_balance",
            404, "not_found",
            405, "method_not_allowed",
            413, "payload_too_large",
            415, "unsupported_media_type",
            422, "validation_error",
            429, "too_many_requests");

    private static final String OTHER_WORD = "server_error";

    @Override
    public JsonObject body(Refusal refusal) {
        JsonObject fields = new JsonObject();
        if (refusal.field() != null) {
            fields.put(refusal.field(), new JsonArray().add(refusal.text()));
        }
        return new JsonObject()
                .put("error", WORDS.getOrDefault(refusal.status(), OTHER_WORD))
                .put("message", refusal.text())
                .put("errors", fields);
    }
}
