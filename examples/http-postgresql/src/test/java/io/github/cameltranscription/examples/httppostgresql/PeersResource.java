/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.httppostgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Starts the peers before the application. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPeers peers;

    @Override
    public Map<String, String> start() {
        try {
            peers = EmbeddedPeers.start(
                    Files.createTempDirectory("http-postgresql"), Path.of("../file-pipeline/recordings/scripts"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Map<String, String> settings = peers.settings();
        // Long after the callbacks, and soon enough for those that are lost.
        settings.put("camel.component.shopot.initial-delay", "5s");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(peers, new TestInjector.MatchesType(EmbeddedPeers.class));
    }

    @Override
    public void stop() {
        try {
            peers.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
