/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

import io.vertx.core.json.JsonObject;

/**
 * A word of a made-up transcript.
 *
 * @param start seconds
 * @param end seconds
 */
public record SimulatedWord(String text, double start, double end) {

    /** {@code word}, {@code start} and {@code end}, as the providers write words. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("word", text)
                .put("start", Timestamps.rounded(start))
                .put("end", Timestamps.rounded(end));
    }
}
