/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.util.Map;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A request that is answered with an error. */
public final class Refusal extends RuntimeException {

    private final transient Answer answer;

    private Refusal(int status, JsonObject body) {
        super(status + " " + body, null, false, false);
        answer = new Answer(status, Answer.JSON, body.toBuffer(), Map.of(), Answer.AT_ONCE);
    }

    /** {@code {"detail": text}}. */
    public static Refusal of(int status, String detail) {
        return new Refusal(status, new JsonObject().put("detail", detail));
    }

    /** 422 in FastAPI's form, a list of places and messages: a guess, the documents say only "422 bad parameters". */
    public static Refusal invalid(String where, String name, String message) {
        JsonObject error = new JsonObject()
                .put("loc", new JsonArray().add(where).add(name))
                .put("msg", message)
                .put("type", "value_error");
        return new Refusal(422, new JsonObject().put("detail", new JsonArray().add(error)));
    }

    /** What to send. */
    public Answer answer() {
        return answer;
    }
}
