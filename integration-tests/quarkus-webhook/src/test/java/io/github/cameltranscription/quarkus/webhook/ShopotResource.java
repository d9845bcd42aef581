/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.apache.camel.util.FileUtil;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;

/** The simulator of Shopot, started before the application, and a folder for the jobs page. */
public class ShopotResource implements QuarkusTestResourceLifecycleManager {

    private ProviderSimulator simulator;
    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("jobs-page");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        simulator = ProviderSimulator.builder()
                .shopotApiKey("quarkus-key")
                .shopotCallbackInterval(Duration.ofMillis(50))
                .start();
        return Map.of(
                "camel.component.shopot.base-url",
                simulator.shopot().baseUrl(),
                "camel.component.shopot.api-key",
                "quarkus-key",
                "jobs-page.folder",
                folder.toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(simulator.shopot(), new TestInjector.MatchesType(ShopotSimulator.class));
    }

    @Override
    public void stop() {
        simulator.close();
        FileUtil.removeDir(folder.toFile());
    }
}
