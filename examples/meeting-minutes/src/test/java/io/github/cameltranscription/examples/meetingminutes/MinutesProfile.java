/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.meetingminutes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A fresh folder, the simulator even where the developer has an API key, and jobs that take no time. */
public class MinutesProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            return Map.of(
                    "minutes.folder",
                    Files.createTempDirectory("meeting minutes ").toString(),
                    "demo.real-time-factor",
                    "0",
                    "PALATINE_API_KEY",
                    "",
                    "camel.component.palatine.api-key",
                    "simulated",
                    "camel.component.palatine.initial-delay",
                    "100ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
