/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.callsjms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Starts the peers before the application. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPeers peers;

    @Override
    public Map<String, String> start() {
        try {

            peers = EmbeddedPeers.start(
                    Files.createTempDirectory("calls-jms "), Path.of("../file-pipeline/recordings/scripts"));
            Map<String, String> settings = peers.settings();
            for (String provider : List.of("aiesa", "palatine", "shopot")) {
                settings.put("camel.component." + provider + ".initial-delay", "100");
            }
            return settings;
        } catch (Exception failure) {
            throw new IllegalStateException("the peers did not start", failure);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(peers, new TestInjector.MatchesType(EmbeddedPeers.class));
    }

    @Override
    public void stop() {
        peers.close();
    }
}
