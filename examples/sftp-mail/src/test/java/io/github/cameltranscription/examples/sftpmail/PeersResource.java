/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

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
                    Files.createTempDirectory("sftp-mail "), Path.of("../file-pipeline/recordings/scripts"));
            Map<String, String> settings = peers.settings();
            settings.put("camel.component.aiesa.initial-delay", "100");
            settings.put("max-cost", "1");
            return settings;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
