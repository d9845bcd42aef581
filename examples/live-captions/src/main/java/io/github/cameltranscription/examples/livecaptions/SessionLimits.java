/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The limits of a browser and of its session. */
@Singleton
class SessionLimits {

    private final List<String> allowedOrigins;
    private final int maxSessions;
    private final Duration maxDuration;
    private final Duration buffer;

    SessionLimits(
            @ConfigProperty(name = "live-captions.allowed-origins") List<String> allowedOrigins,
            @ConfigProperty(name = "live-captions.max-sessions") int maxSessions,
            @ConfigProperty(name = "live-captions.max-duration") Duration maxDuration,
            @ConfigProperty(name = "live-captions.buffer") Duration buffer) {
        if (maxSessions < 1 || maxDuration.toSeconds() < 1 || buffer.toSeconds() < 1) {
            throw new IllegalArgumentException("live-captions.max-sessions " + maxSessions
                    + " must be at least 1, live-captions.max-duration " + maxDuration + " and live-captions.buffer "
                    + buffer + " at least 1s");
        }
        this.allowedOrigins = List.copyOf(allowedOrigins);
        this.maxSessions = maxSessions;
        this.maxDuration = maxDuration;
        this.buffer = buffer;
    }

    /** The origins whose pages may use the socket, such as {@code https://captions.example.org}. */
    List<String> allowedOrigins() {
        return allowedOrigins;
    }

    /** The number of sessions at the same time. */
    int maxSessions() {
        return maxSessions;
    }

    /** The longest session, by the clock and in audio. */
    Duration maxDuration() {
        return maxDuration;
    }

    /** The audio of a session that may wait for the provider. */
    Duration buffer() {
        return buffer;
    }
}
