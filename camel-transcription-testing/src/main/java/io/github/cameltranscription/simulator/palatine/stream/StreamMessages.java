/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The texts that the server sends (palatine-streaming.ru.txt). */
final class StreamMessages {

    private StreamMessages() {}

    static String config(StreamParameters parameters, StreamFormat format) {
        return new JsonObject()
                .put("type", "config")
                .put("model", parameters.model())
                .put("sample_rate", format.sampleRate())
                .put("channels", format.channels())
                .put("format", parameters.codec())
                .put("language", parameters.language())
                .put("recommended_codec", "linear16")
                .put("supported_codecs", new JsonArray(StreamCodec.wireNames()))
                .put("supported_sample_rates", new JsonArray(StreamFormat.SAMPLE_RATES))
                .encode();
    }

    static String partial(String chunkText, String fullText) {
        return new JsonObject()
                .put("type", "partial")
                .put("chunk_text", chunkText)
                .put("full_text", fullText)
                .encode();
    }

    static String completed(double seconds) {
        return new JsonObject()
                .put("type", "final")
                .put("status", "completed")
                .put("total_duration", seconds)
                .encode();
    }

    static String error(StreamErrorCode code, String message) {
        return new JsonObject()
                .put("type", "error")
                .put("message", message)
                .put("code", code.name())
                .encode();
    }
}
