/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code GET /ai/models}. The documents do not show its answer. */
final class AiesaModels implements AiesaOperation {

    /** The documented example of an analysis names it. */
    static final String USUAL_MODEL = "gpt-oss:20b";

    private static final JsonObject DOCUMENT = new JsonObject()
            .put(
                    "data",
                    new JsonArray()
                            .add(new JsonObject().put("id", USUAL_MODEL).put("name", "GPT-OSS 20B"))
                            .add(new JsonObject().put("id", "gpt-oss:120b").put("name", "GPT-OSS 120B")));

    @Override
    public Answer answer(ProviderExchange<AiesaCall> exchange) {
        return Answer.json(DOCUMENT);
    }
}
