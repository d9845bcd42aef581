/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The simulator even where the developer has a key, few places, and short sessions. */
public class LiveCaptionsProfile implements QuarkusTestProfile {

    /** How many sessions there may be. */
    static final int MAX_SESSIONS = 3;

    /** Whether the browser stands the longest weather, as the profile {@code full} of the build asks for. */
    static final boolean FULL = Boolean.getBoolean("transcription.full");

    /** How long a session may be. */
    static final int MAX_SECONDS = FULL ? 45 : 10;

    @Override
    public Map<String, String> getConfigOverrides() {
        // Known before the application starts, because they are part of the allowed origins.
        int port = port("live-captions.test.port");
        int relayPort = port("live-captions.test.relay-port");
        Map<String, String> overrides = new HashMap<>();
        overrides.put("quarkus.http.test-port", String.valueOf(port));
        overrides.put("live-captions.test.relay-port", String.valueOf(relayPort));
        overrides.put("live-captions.allowed-origins", "http://localhost:" + port + ",http://localhost:" + relayPort);
        overrides.put("live-captions.max-sessions", String.valueOf(MAX_SESSIONS));
        overrides.put("live-captions.max-duration", MAX_SECONDS + "s");
        overrides.put("live-captions.buffer", "5s");
        overrides.put("PALATINE_API_KEY", "");
        overrides.put("camel.component.palatine.api-key", token());
        return overrides;
    }

    /** What the server gives to the provider. */
    String token() {
        return "simulated";
    }

    /** Profiles are made several times, by several class loaders: a free port is found once. */
    private static int port(String name) {
        if (Integer.getInteger(name) == null) {
            try (ServerSocket socket = new ServerSocket(0)) {
                System.setProperty(name, String.valueOf(socket.getLocalPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Integer.getInteger(name);
    }
}
