/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.testing.RawServer;
import io.github.cameltranscription.testing.ServerCertificate;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

class ProxyAndTlsTest extends HttpTest {

    private static final String CLOUD = "http://cloud.invalid/jobs";
    private static final String CREDENTIALS = "Proxy-Authorization: Basic "
            + Base64.getEncoder().encodeToString("come:in".getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path folder;

    private static ServerCertificate certificate;

    private static WireMockServer server;

    /** As a forward proxy is spoken to: with the whole address in the request line. */
    private static RawServer proxy(String wantedCredentials) {
        return new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                if (wantedCredentials == null || connection.lastHead().contains(wantedCredentials)) {
                    connection.answer(200, "{\"through\":\"proxy\"}");
                } else {
                    connection.answer(407, "{\"detail\":\"who are you\"}", "Proxy-Authenticate: Basic realm=\"proxy\"");
                }
            }
        });
    }

    @Test
    void bothLanesGoThroughTheProxy() throws IOException {
        try (RawServer proxy = proxy(null)) {
            HttpTransport transport = pool.acquire(throughProxy(proxy.port(), null, null));

            assertThat(valueOf(transport.send(get(CLOUD + "/1"))).text()).isEqualTo("{\"through\":\"proxy\"}");
            assertThat(valueOf(transport.upload(post(CLOUD, null), form(), LONG))
                            .text())
                    .isEqualTo("{\"through\":\"proxy\"}");
            valueOf(transport.download(get(CLOUD + "/1/file"))).close();

            assertThat(proxy.requests().get(0)).startsWith("GET http://cloud.invalid/jobs/1 HTTP/1.1\r\n");
            assertThat(proxy.requests().get(1)).startsWith("POST http://cloud.invalid/jobs HTTP/1.1\r\n");
            assertThat(proxy.requests().get(2)).startsWith("GET http://cloud.invalid/jobs/1/file HTTP/1.1\r\n");
        }
    }

    @Test
    void bothLanesSendTheirCredentialsToTheProxy() {
        try (RawServer proxy = proxy(CREDENTIALS)) {
            HttpTransport transport = pool.acquire(throughProxy(proxy.port(), "come", "in"));

            assertThat(valueOf(transport.send(get(CLOUD + "/1"))).status()).isEqualTo(200);
            // A stream can be sent only once.
            for (Object recording : List.of(new byte[10], new ByteArrayInputStream(new byte[100_000]))) {
                assertThat(valueOf(transport.upload(post(CLOUD, null), form(recording), LONG))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void wrongCredentialsForTheProxyAreAnAuthenticationFailureThatNamesNone() {
        try (RawServer proxy = proxy(CREDENTIALS)) {
            HttpTransport transport = pool.acquire(throughProxy(proxy.port(), "someone", SECRET));
            ProviderClient client = client(transport, "http://cloud.invalid");

            for (TranscriptionException failure :
                    List.of(refusalOf(client.send(STATUS)), refusalOf(client.upload(SUBMISSION, form(), LONG)))) {
                assertThat(failure.getCategory()).isEqualTo(ErrorCategory.AUTHENTICATION);
                assertThat(failure.getMessage()).doesNotContain(SECRET);
            }
        }
    }

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
        assertThat(valueOf(transport.upload(post(url(), null), form(new byte[1_000_000]), LONG))
                        .text())
                .isEqualTo("{\"secure\":true}");
        try (StreamedAnswer answer = valueOf(transport.download(get(url())))) {
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("{\"secure\":true}");
        }
    }

    /** A proxy without TLS of its own, which passes the bytes of a TLS connection through. */
    private static RawServer tunnel() {
        return new RawServer(connection -> {
            connection.readRequest();
            if (!connection.lastHead().contains(CREDENTIALS)) {
                connection.answer(407, "", "Proxy-Authenticate: Basic realm=\"proxy\"");
                connection.readRequest();
            }
            assertThat(connection.lastHead()).startsWith("CONNECT localhost:").contains(CREDENTIALS);
            try (Socket provider = new Socket("localhost", server.httpsPort())) {
                connection.send("HTTP/1.1 200 Connected\r\n\r\n");
                Thread answers = new Thread(() -> copy(provider, connection.socket()));
                answers.start();
                copy(connection.socket(), provider);
                answers.join();
            }
        });
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // The other side has closed its connection.
        }
    }

    @Test
    void bothLanesReachAProviderWithTlsThroughAProxyWithout() throws IOException {
        try (RawServer proxy = tunnel()) {
            HttpTransport transport = pool.acquire(new HttpSettings(
                    url(),
                    LONG,
                    LONG,
                    8,
                    2,
                    certificate.trustingParameters(),
                    "localhost",
                    proxy.port(),
                    "come",
                    "in",
                    AnswerLimits.DEFAULT,
                    false));

            assertThat(valueOf(transport.send(get(url()))).text()).isEqualTo("{\"secure\":true}");
            // A stream can be sent only once.
            for (Object recording : List.of(new byte[10], new ByteArrayInputStream(new byte[100_000]))) {
                assertThat(valueOf(transport.upload(post(url(), null), form(recording), LONG))
                                .text())
                        .isEqualTo("{\"secure\":true}");
            }
            try (StreamedAnswer answer = valueOf(transport.download(get(url())))) {
                assertThat(answer.body().readAllBytes()).asString().isEqualTo("{\"secure\":true}");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aProxyThatCannotConnectMeansThatNothingWasSent(int status) {
        try (RawServer proxy = RawServer.answering(status, "{}", "Retry-After: 1")) {
            HttpSettings settings = new HttpSettings(
                    url(), LONG, LONG, 8, 2, null, "localhost", proxy.port(), null, null, AnswerLimits.DEFAULT, false);
            ProviderClient client = client(pool.acquire(settings), url());

            for (TranscriptionException failure : List.of(
                    refusalOf(client.submit(LINK_SUBMISSION)), refusalOf(client.upload(SUBMISSION, form(), LONG)))) {
                assertThat(failure)
                        .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                        .returns(Verdict.REJECTED, TranscriptionException::getVerdict)
                        .hasMessageContaining(String.valueOf(status));
            }
        }
    }

    @Test
    void anUnknownCertificateIsRefusedBeforeAnythingIsSent() {
        ProviderClient client = client(transport(), url());

        for (TranscriptionException failure : List.of(
                refusalOf(client.submit(LINK_SUBMISSION)), refusalOf(client.upload(SUBMISSION, form(), LONG)))) {
            assertThat(failure.getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
            assertThat(failure.getVerdict()).isEqualTo(Verdict.REJECTED);
        }
    }
}
