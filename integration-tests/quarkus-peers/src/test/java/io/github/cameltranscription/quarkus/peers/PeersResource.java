/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import io.github.cameltranscription.peers.FtpFileServer;
import io.github.cameltranscription.peers.SftpFileServer;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** Starts the peers before the application. */
public class PeersResource implements QuarkusTestResourceLifecycleManager {

    private Peers peers;

    /** The servers of the application. */
    record Peers(
            ProviderSimulator simulator,
            FtpFileServer ftp,
            Path ftpFolder,
            SftpFileServer sftp,
            Path sftpFolder,
            WireMockServer http) {}

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("quarkus-peers ");
            Path certificate = folder.resolve("certificate.p12");
            SelfSignedCertificate.write(certificate);
            peers = start(folder, certificate);
            return settings(certificate);
        } catch (Exception failure) {
            throw new IllegalStateException("the peers did not start", failure);
        }
    }

    private static Peers start(Path folder, Path certificate) throws Exception {
        Path ftpFolder = Files.createDirectory(folder.resolve("ftp"));
        Path sftpFolder = Files.createDirectory(folder.resolve("sftp"));
        WireMockServer http = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(certificate.toString())
                .keystoreType("PKCS12")
                .keystorePassword(SelfSignedCertificate.PASSWORD)
                .keyManagerPassword(SelfSignedCertificate.PASSWORD));
        http.start();
        return new Peers(
                ProviderSimulator.builder()
                        .palatineApiKey("palatine-key-of-properties")
                        .shopotApiKey("shopot-key-of-properties")
                        .aiesaPublicKey("aiesa-public-key-of-properties")
                        .aiesaSecretKey("aiesa-secret-key-of-properties")
                        .realTimeFactor(0)
                        .start(),
                FtpFileServer.start(ftpFolder),
                ftpFolder,
                SftpFileServer.start(sftpFolder),
                sftpFolder,
                http);
    }

    /** Only addresses; all other settings are in application.properties. */
    private Map<String, String> settings(Path certificate) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "camel.component.palatine.base-url",
                peers.simulator().palatine().baseUrl());
        settings.put(
                "camel.component.shopot.base-url", peers.simulator().shopot().baseUrl());
        settings.put("camel.component.aiesa.base-url", peers.simulator().aiesa().baseUrl());
        settings.put(
                "ftp.login",
                peers.ftp().address() + "?username=" + FtpFileServer.USER + "&password=" + FtpFileServer.PASSWORD);
        settings.put(
                "sftp.login",
                peers.sftp().address() + "?username=" + SftpFileServer.USER + "&password=" + SftpFileServer.PASSWORD);
        settings.put("delivery.url", "http://127.0.0.1:" + peers.http().port() + "/transcripts");
        settings.put("quarkus.tls.providers.trust-store.p12.path", certificate.toString());
        settings.put("quarkus.tls.providers.trust-store.p12.password", SelfSignedCertificate.PASSWORD);
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(peers, new TestInjector.MatchesType(Peers.class));
    }

    @Override
    public void stop() {
        try {
            peers.http().stop();
            peers.sftp().close();
            peers.ftp().close();
            peers.simulator().close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
