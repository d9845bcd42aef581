/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.s3kafka;

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
            Path folder = Files.createTempDirectory("s3-kafka ");
            peers = EmbeddedPeers.start(folder, Path.of("../file-pipeline/recordings/scripts"));
            Map<String, String> settings = peers.settings();
            settings.put("jobs.folder", folder.resolve("jobs").toString());
            settings.put("camel.component.palatine.initial-delay", "100");
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
