/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.util.Map;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How a provider writes its errors. */
@FunctionalInterface
public interface ErrorFormat {

    /** {@code {"detail": text}}, and for a field FastAPI's list of places and messages: a guess where the documents are silent. */
    ErrorFormat DETAIL = ErrorFormat::detail;

    /** The JSON body. */
    JsonObject body(Refusal refusal);

    /** What to send. */
    default Answer answer(Refusal refusal) {
        return new Answer(refusal.status(), Answer.JSON, body(refusal).toBuffer(), Map.of(), Answer.AT_ONCE);
    }

    private static JsonObject detail(Refusal refusal) {
        if (refusal.field() == null) {
            return new JsonObject().put("detail", refusal.text());
        }
        JsonObject error = new JsonObject()
                .put("loc", new JsonArray().add(refusal.place()).add(refusal.field()))
                .put("msg", refusal.text())
                .put("type", "value_error");
        return new JsonObject().put("detail", new JsonArray().add(error));
    }
}
