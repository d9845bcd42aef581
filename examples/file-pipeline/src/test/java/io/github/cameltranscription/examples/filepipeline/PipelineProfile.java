/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A fresh folder, and the simulator even where the developer has an API key. */
public class PipelineProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            return Map.of(
                    "pipeline.folder",
                    Files.createTempDirectory("file pipeline ").toString(),
                    "PALATINE_API_KEY",
                    "",
                    "camel.component.palatine.api-key",
                    "simulated",
                    "camel.component.palatine.initial-delay",
                    "200ms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
