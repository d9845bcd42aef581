/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.Map;

/**
 * How sessions of an endpoint are held.
 *
 * @param baseUrl           the address of the REST API; that of the WebSocket follows from it
 * @param apiKey            the token
 * @param auth              where the token goes
 * @param ownParameters     the user's own of the WebSocket's address; they win over all others
 * @param chunkDuration     how much audio is sent at once
 * @param realtime          whether audio is sent no faster than it is spoken
 * @param reconnectAttempts how many connections in a row may break without getting further than the ones before
 * @param reconnectTimeout  how long a session that lost its connection may be without one
 * @param maxStreamBuffer   bytes of audio that all sessions of a component may keep
 * @param connectTimeout    until the service has said what it expects
 * @param responseTimeout   how long nothing may move: audio that is not accepted, a result that does not come
 * @param idleTimeout       how long a session may be without new audio before it is ended
 */
public record StreamSettings(
        String baseUrl,
        String apiKey,
        StreamAuth auth,
        Map<String, String> ownParameters,
        Duration chunkDuration,
        boolean realtime,
        int reconnectAttempts,
        Duration reconnectTimeout,
        long maxStreamBuffer,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration idleTimeout) {

    /** Leaves out the token and what may hold it. */
    @Override
    public String toString() {
        return "StreamSettings[auth=" + auth + ", realtime=" + realtime + "]";
    }
}
