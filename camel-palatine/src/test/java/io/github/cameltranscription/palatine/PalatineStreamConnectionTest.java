/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.PfxOptions;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.testing.ServerCertificate;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections to the service: TLS, a proxy, and a shared Vert.x. */
@Tag("server")
class PalatineStreamConnectionTest extends PalatineTestSupport {

    private static final SpokenAudio SPEECH = SpokenAudio.of("раз два три", 16_000);
    private static final String STREAM = "palatine:stream?sampleRate=16000&reconnectAttempts=0";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void stopServers() {
        vertx.close();
    }

    @Test
    void sslContextParametersSetTrustAndProtocols() throws Exception {
        ServerCertificate certificate = ServerCertificate.make(folder);
        context.getRegistry().bind("trusting", certificate.trustingParameters());
        String secure = STREAM + "&baseUrl=" + secure(certificate, "TLSv1.3");

        assertHeard(send(secure + "&sslContextParameters=#trusting", SPEECH.pcm()));
        palatine.streams().assertOpened(1);
        assertTlsFails(secure, "not trusted: set sslContextParameters", "unable to find valid certification path");
        SSLContextParameters newest = certificate.trustingParameters();
        newest.setSecureSocketProtocols(new SecureSocketProtocolsParameters());
        newest.getSecureSocketProtocols().setSecureSocketProtocol(List.of("TLSv1.3"));
        context.getRegistry().bind("newest", newest);
        assertTlsFails(
                STREAM + "&sslContextParameters=#newest&baseUrl=" + secure(certificate, "TLSv1.2"),
                "check protocols, cipher suites and the client's key in sslContextParameters",
                "protocol_version");
    }

    @Test
    void theErrorNamesACertificateForAnotherName() throws Exception {
        ServerCertificate certificate = ServerCertificate.make(folder, "DNS:elsewhere");
        context.getRegistry().bind("trusting", certificate.trustingParameters());

        assertTlsFails(
                STREAM + "&sslContextParameters=#trusting&baseUrl=" + secure(certificate, "TLSv1.3"),
                "for another name: use one of its names in baseUrl",
                "localhost");
    }

    @Test
    void theErrorNamesAServerWithoutTls() {
        assertTlsFails(
                STREAM + "&baseUrl=https://localhost:" + simulator.port() + "/palatine/api/v1",
                "does not speak TLS: correct the scheme or the port of baseUrl",
                "not an SSL/TLS record");
    }

    private String secure(ServerCertificate certificate, String protocol) throws Exception {
        HttpServer front = relay(new HttpServerOptions()
                .setSsl(true)
                .setEnabledSecureTransportProtocols(Set.of(protocol))
                .setKeyCertOptions(new PfxOptions()
                        .setPath(certificate.keyStore().toString())
                        .setPassword(ServerCertificate.PASSWORD)));
        return "https://localhost:" + front.actualPort() + "/palatine/api/v1";
    }

    private void assertTlsFails(String uri, String fix, String cause) {
        assertRefused(send(uri, SPEECH.pcm()), ErrorCategory.PROVIDER_UNAVAILABLE, fix, cause);
    }

    /** Takes TLS off and passes messages on. */
    private HttpServer relay(HttpServerOptions options) throws Exception {
        var client = vertx.createWebSocketClient();
        return vertx.createHttpServer(options)
                .webSocketHandler(near -> {
                    near.pause();
                    client.connect(simulator.port(), "127.0.0.1", near.uri()).onSuccess(far -> {
                        near.handler(far::writeBinaryMessage);
                        far.textMessageHandler(near::writeTextMessage);
                        far.closeHandler(closed -> near.close());
                        near.closeHandler(closed -> far.close());
                        near.resume();
                    });
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void connectionsUseTheProxyWithItsCredentials() throws Exception {
        HttpServer proxy = proxy();

        assertHeard(send(
                STREAM + "&proxyHost=127.0.0.1&proxyPort=" + proxy.actualPort()
                        + "&proxyUsername=user&proxyPassword=pass",
                SPEECH.pcm()));

        assertThat(asked).containsExactly("127.0.0.1:" + simulator.port() + " Basic dXNlcjpwYXNz");
    }

    private HttpServer proxy() throws Exception {
        NetClient client = vertx.createNetClient();
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    assertThat(request.method()).isEqualTo(HttpMethod.CONNECT);
                    asked.add(request.uri() + " " + request.getHeader("Proxy-Authorization"));
                    request.toNetSocket().onSuccess(near -> {
                        near.pause();
                        client.connect(simulator.port(), "127.0.0.1").onSuccess(far -> {
                            near.handler(far::write);
                            far.handler(near::write);
                            near.closeHandler(closed -> far.close());
                            far.closeHandler(closed -> near.close());
                            near.resume();
                        });
                    });
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void theVertxOfTheRegistryIsSharedAndStaysOpen() throws Exception {
        try (DefaultCamelContext sharing = new DefaultCamelContext()) {
            sharing.getRegistry().bind("vertx", vertx);
            configure(sharing);
            sharing.start();
            assertHeard(sharing.createProducerTemplate()
                    .request(STREAM, exchange -> exchange.getMessage().setBody(SPEECH.pcm())));
            Awaitility.await().until(() -> !vertx.deploymentIDs().isEmpty());
        }

        Awaitility.await().until(() -> vertx.deploymentIDs().isEmpty());
        CompletableFuture<Void> alive = new CompletableFuture<>();
        vertx.setTimer(1, ignored -> alive.complete(null));
        assertThat(alive).succeedsWithin(Duration.ofSeconds(30));
    }

    private static void assertHeard(Exchange reply) {
        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getBody(Transcript.class).text()).isEqualTo(SPEECH.text());
    }
}
