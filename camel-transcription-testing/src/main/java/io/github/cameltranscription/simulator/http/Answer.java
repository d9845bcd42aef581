/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.util.Map;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * An HTTP answer.
 *
 * @param headers beside Content-Type and Content-Length
 * @param readyAt milliseconds of the simulator's clock before which it is not sent; {@link #AT_ONCE} for a usual answer
 */
public record Answer(int status, String contentType, Buffer body, Map<String, String> headers, long readyAt) {

    /** Media type of JSON. */
    public static final String JSON = "application/json";

    /** No waiting. */
    public static final long AT_ONCE = Long.MIN_VALUE;

    /** 200 with JSON. */
    public static Answer json(JsonObject body) {
        return json(body.toBuffer());
    }

    /** 200 with ready JSON; the buffer may be shared by many answers. */
    public static Answer json(Buffer body) {
        return new Answer(200, JSON, body, Map.of(), AT_ONCE);
    }

    /** 200 with text or binary content. */
    public static Answer of(String contentType, Buffer body) {
        return new Answer(200, contentType, body, Map.of(), AT_ONCE);
    }

    /** The same with another header. */
    public Answer withHeader(String name, String value) {
        return new Answer(status, contentType, body, Map.of(name, value), readyAt);
    }

    /** The same, to be held back until then. */
    public Answer heldUntil(long clockMillis) {
        return new Answer(status, contentType, body, headers, clockMillis);
    }
}
