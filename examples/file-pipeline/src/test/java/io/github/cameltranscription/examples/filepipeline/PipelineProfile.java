/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTestProfile;
import org.awaitility.Awaitility;

import io.github.cameltranscription.examples.demo.ProviderKeys;

/** A fresh folder, and the simulator even where the developer has keys of the provider. */
public class PipelineProfile implements QuarkusTestProfile {

    /** The scheme of the component that transcribes. */
    String provider() {
        return "palatine";
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>();
        overrides.put("provider", provider());
        try {
            overrides.put(
                    "pipeline.folder",
                    Files.createTempDirectory("file pipeline ").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String variable : ProviderKeys.variables(provider())) {
            overrides.put(variable, "");
            // PALATINE_API_KEY is palatine.api-key.
            String property = variable.toLowerCase(Locale.ROOT).replaceFirst("_", ".");
            overrides.put("camel.component." + property.replace('_', '-'), "simulated");
        }
        overrides.put("camel.component." + provider() + ".initial-delay", "200ms");
        return overrides;
    }

    /** Puts recordings of the example into the folder, and their words where the simulator finds them. */
    static void transcribe(Path folder, String... recordings) throws IOException {
        Files.createDirectories(folder.resolve("scripts"));
        Files.copy(Path.of("recordings/scripts/call.wav.txt"), folder.resolve("scripts/call.wav.txt"));
        for (String recording : recordings) {
            Files.copy(Path.of("recordings", recording), folder.resolve(recording));
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
