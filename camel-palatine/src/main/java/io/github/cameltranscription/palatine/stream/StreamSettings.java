/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.Map;

/**
 * The settings of an endpoint's sessions.
 *
 * @param baseUrl the address of the REST API, from which that of the WebSocket is derived
 * @param ownParameters the user's query parameters; they override all others
 * @param chunkDuration the audio in one message
 * @param realtime whether to send audio at the speed of speech
 * @param reconnectAttempts the number of consecutive connections that may break without progress
 * @param reconnectTimeout how long a session may be without a connection
 * @param maxStreamBuffer the maximum bytes of audio of all sessions of a component
 * @param connectTimeout until the config arrives
 * @param responseTimeout how long nothing may move: audio that is not accepted, a result that does not come
 * @param idleTimeout how long a session may be without new audio before it is ended
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

    /** Leaves out the token and values that may contain it. */
    @Override
    public String toString() {
        return "StreamSettings[auth=" + auth + ", realtime=" + realtime + "]";
    }
}
