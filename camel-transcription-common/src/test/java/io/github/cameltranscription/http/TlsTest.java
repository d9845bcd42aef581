/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.nio.file.Path;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.testing.ServerCertificate;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

class TlsTest extends HttpTest {

    @TempDir
    static Path folder;

    private static ServerCertificate certificate;
    private static WireMockServer server;

    @BeforeAll
    static void startServerWithACertificateOfItsOwn() throws Exception {
        certificate = ServerCertificate.make(folder);
        server = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(certificate.keyStore().toString())
                .keystorePassword(ServerCertificate.PASSWORD)
                .keyManagerPassword(ServerCertificate.PASSWORD)
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

    @Test
    void bothLanesTrustWhatTheSslContextParametersTrust() throws IOException {
        HttpTransport transport = pool.acquire(settings(certificate.trustingParameters()));

        assertThat(valueOf(transport.send(get(url()))).text()).isEqualTo("{\"secure\":true}");
        assertThat(valueOf(transport.upload(post(url(), null), form(new byte[1_000_000], "a.mp3"), LONG))
                        .text())
                .isEqualTo("{\"secure\":true}");
        try (StreamedAnswer answer = valueOf(transport.download(get(url())))) {
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("{\"secure\":true}");
        }
    }

    @Test
    void anUnknownCertificateIsRefusedBeforeAnythingIsSent() {
        ProviderClient client = client(transport(), url());
        ApiRequest submission = ApiRequest.post("transcribe", null, "/jobs");

        assertThat(refusalOf(client.submit(submission)).getVerdict()).isEqualTo(Verdict.REJECTED);
        assertThat(refusalOf(client.upload(submission, form(new byte[10], "a.mp3"), LONG)))
                .satisfies(failure -> {
                    assertThat(failure.getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
                    assertThat(failure.getVerdict()).isEqualTo(Verdict.REJECTED);
                });
    }
}
