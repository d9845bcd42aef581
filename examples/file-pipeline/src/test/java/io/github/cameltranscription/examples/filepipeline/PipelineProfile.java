/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTestProfile;
import org.awaitility.Awaitility;

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

    /** Waits until so many recordings are done, and so many have been reported as failed. */
    static void awaitEnded(Path folder, int done, int failed) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> count(folder.resolve("done"), "") == done
                        && count(folder.resolve("error"), ".error.json") == failed);
    }

    private static long count(Path folder, String end) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).count();
        }
    }
}
