/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpTransportPoolTest extends HttpTest {

    @Test
    void equalSettingsShareATransportAndOthersDoNot() {
        HttpTransport first = pool.acquire(settings(LONG));

        assertThat(pool.acquire(settings(LONG))).isSameAs(first);
        assertThat(pool.acquire(settings(SHORT))).isNotSameAs(first);
    }

    @Test
    void theLastUserClosesATransport() {
        try (RawServer server = RawServer.answering(200, "{}")) {
            HttpTransport shared = pool.acquire(settings(LONG));
            pool.acquire(settings(LONG));

            pool.giveBack(shared);
            assertThat(valueOf(shared.send(get(server.url()))).status()).isEqualTo(200);

            pool.giveBack(shared);
            assertThat(failureOf(shared.send(get(server.url())))).isInstanceOf(NoAnswerException.class);
            assertThat(pool.acquire(settings(LONG))).isNotSameAs(shared);
        }
    }

    @Test
    void allThreadsAreGoneAfterTheEnd() throws IOException {
        Set<Thread> before = liveThreads();
        try (RawServer server = RawServer.answering(200, "{}")) {
            HttpTransport transport = transport();
            valueOf(transport.send(get(server.url())));
            valueOf(transport.upload(post(server.url(), null), form(), LONG));
            valueOf(transport.download(get(server.url()))).close();
            assertThat(ours(before)).isNotEmpty();

            pool.giveBack(transport);

            Awaitility.await().untilAsserted(() -> assertThat(ours(before)).isEmpty());
        }
    }

    private static Set<String> ours(Set<Thread> before) {
        return liveThreads().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.contains("http") && !name.equals("http-test-scheduler"))
                .collect(Collectors.toSet());
    }

    private static Set<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet();
    }

    @Test
    void anUploadUnderWayEndsWhenItsTransportIsClosed() {
        try (RawServer server = new RawServer(RawServer.Connection::hang)) {
            HttpTransport transport = transport();
            CompletionStage<?> upload = client(transport, server.url()).upload(SUBMISSION, form(), LONG);
            Awaitility.await().until(() -> !server.connections().isEmpty());

            pool.giveBack(transport);

            assertThat(refusalOf(upload).getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
        }
    }

    @Test
    void anUploadAfterTheEndIsRejected() {
        try (RawServer server = RawServer.answering(200, "{}")) {
            HttpTransport transport = transport();
            pool.giveBack(transport);

            assertThat(refusalOf(client(transport, server.url()).upload(SUBMISSION, form(), LONG)))
                    .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                    .returns(Verdict.REJECTED, TranscriptionException::getVerdict);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void tlsThatCannotBeSetUpFailsAtOnceAndLeavesNoThreadBehind() {
        KeyStoreParameters missing = new KeyStoreParameters();
        missing.setResource("file:/there/is/no/such.p12");
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(missing);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        Set<Thread> before = liveThreads();

        assertThatThrownBy(() -> pool.acquire(settings(tls)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the HTTP transport cannot be set up");
        assertThat(ours(before)).isEmpty();
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedByName() {
        assertThatThrownBy(() -> settings(BASE_URL, Duration.ZERO, LONG, 1, 1))
                .hasMessage("connectTimeout 0 must be greater than 0");
        assertThatThrownBy(() -> settings(BASE_URL, LONG, Duration.ZERO, 1, 1))
                .hasMessage("responseTimeout 0 must be greater than 0");
        assertThatThrownBy(() -> settings(BASE_URL, LONG, LONG, 0, 1))
                .hasMessage("maxConnections 0 must be greater than 0");
        assertThatThrownBy(() -> settings(BASE_URL, LONG, LONG, 1, -1))
                .hasMessage("maxConcurrentUploads -1 must be greater than 0");
        assertThatThrownBy(() -> throughProxy(0, null, null))
                .hasMessage("proxyPort 0 is not a port: proxyHost localhost needs one, such as 3128");
    }
}
