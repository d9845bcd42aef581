/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.error.ErrorCategory;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

class TlsTest extends HttpTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static WireMockServer server;

    @BeforeAll
    static void startServerWithACertificateOfItsOwn() throws Exception {
        Path keys = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost,IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keys.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(output).isZero();
        server = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keys.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .keystoreType("PKCS12"));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"secure\":true}")));
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    private static String url() {
        return "https://localhost:" + server.httpsPort();
    }

    private static SSLContextParameters trusting(Path keyStore) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + keyStore);
        store.setPassword(PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        return tls;
    }

    @Test
    void bothLanesTrustWhatTheSslContextParametersTrust() throws IOException {
        HttpTransport transport = pool.acquire(settings(trusting(trustStore())));

        assertThat(valueOf(transport.send(get(url()))).text()).isEqualTo("{\"secure\":true}");
        assertThat(valueOf(transport.upload(post(url(), null), form(new byte[1_000_000], "a.mp3"), LONG))
                        .text())
                .isEqualTo("{\"secure\":true}");
        try (StreamedAnswer answer = valueOf(transport.download(get(url())))) {
            assertThat(answer.readAll()).asString().isEqualTo("{\"secure\":true}");
        }
    }

    /** A key entry is no trust anchor, so the certificate goes into a store of its own. */
    private static Path trustStore() {
        try {
            KeyStore keys = KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", keys.getCertificate("server"));
            Path file = folder.resolve("trusted.p12");
            try (OutputStream out = Files.newOutputStream(file)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void anUnknownCertificateIsRefusedBeforeAnythingIsSent() {
        ProviderClient client = client(transport(), url());
        ApiRequest submission = ApiRequest.post("transcribe", null, "/jobs");

        assertThat(refusalOf(client.submit(submission)).getDetails().notAccepted())
                .isTrue();
        assertThat(refusalOf(client.upload(submission, form(new byte[10], "a.mp3"), LONG)))
                .satisfies(failure -> {
                    assertThat(failure.getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
                    assertThat(failure.getDetails().notAccepted()).isTrue();
                });
    }
}
