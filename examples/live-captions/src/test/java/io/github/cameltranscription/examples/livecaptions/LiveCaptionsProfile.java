/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The simulator even where the developer has a key, few places, and short sessions. */
public class LiveCaptionsProfile implements QuarkusTestProfile {

    /** How many sessions there may be. */
    static final int MAX_SESSIONS = 3;

    /** How long a session may be. */
    static final int MAX_SECONDS = 12;

    @Override
    public Map<String, String> getConfigOverrides() {
        // Known before the application starts, because it is part of the allowed origin.
        int port = freePort();
        return Map.of(
                "quarkus.http.test-port",
                String.valueOf(port),
                "live-captions.allowed-origins",
                "http://localhost:" + port,
                "live-captions.max-sessions",
                String.valueOf(MAX_SESSIONS),
                "live-captions.max-duration",
                MAX_SECONDS + "s",
                "live-captions.buffer",
                "2s",
                "PALATINE_API_KEY",
                "",
                "camel.component.palatine.api-key",
                token());
    }

    /** What the server gives to the provider. */
    String token() {
        return "simulated";
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
