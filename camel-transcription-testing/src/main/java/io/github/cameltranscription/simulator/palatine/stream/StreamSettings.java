/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;

/**
 * Settings of the streaming WebSocket. Internal.
 *
 * @param latency from the last byte of a block to its partial
 * @param realTimeFactor how long the recogniser of a session works on its audio, as a fraction of the audio's duration
 * @param script what is heard in audio without words of its own; null for artificial words
 * @param keepAudio whether recorded sessions keep the audio
 * @param refuseAtHandshake whether a wrong token is refused with HTTP 403, in place of an error message
 * @param keptSessions how many sessions are remembered
 */
public record StreamSettings(
        Duration latency,
        double realTimeFactor,
        String script,
        boolean keepAudio,
        boolean refuseAtHandshake,
        int keptSessions) {}
