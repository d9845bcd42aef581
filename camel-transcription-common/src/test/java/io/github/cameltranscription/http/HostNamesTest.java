/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.apache.hc.client5.http.DnsResolver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Name servers that do not answer: no thread of a route or of the polls waits for them. */
class HostNamesTest extends HttpTest {

    private final CountDownLatch answer = new CountDownLatch(1);
    private final Collection<String> threads = new ConcurrentLinkedQueue<>();

    @AutoClose
    private final RawServer server = RawServer.answering(200, "answer");

    /** {@code silent*} are looked up until the test ends; all others are on this machine. */
    private final class Names implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            threads.add(Thread.currentThread().getName());
            if (host.startsWith("silent")) {
                try {
                    answer.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @BeforeEach
    void replaceNameServers() {
        pool = new HttpTransportPool(context, this, "named", scheduler, new Names());
    }

    @AfterEach
    void stopNameServers() {
        answer.countDown();
    }

    private HttpTransport to(String host, Duration connectTimeout, String proxyHost) {
        return pool.acquire(new HttpSettings(
                "http://" + host + ":" + server.port() + "/v1",
                connectTimeout,
                LONG,
                8,
                2,
                null,
                proxyHost,
                proxyHost == null ? 0 : server.port(),
                null,
                null,
                AnswerLimits.DEFAULT,
                false));
    }

    private HttpCall call(String host) {
        return get("http://" + host + ":" + server.port() + "/v1/task");
    }

    @Test
    void aNameIsLookedUpOnAThreadOfItsOwnAndRememberedForTheConnection() {
        HttpTransport transport = to("provider.example", LONG, null);
        for (int i = 0; i < 3; i++) {
            assertThat(valueOf(transport.send(call("provider.example"))).text()).isEqualTo("answer");
        }

        assertThat(threads).hasSize(1).allMatch(thread -> thread.contains("named-names"));
    }

    @Test
    void theCallerIsNotBlockedAndTheDeadlineIsThatOfConnections() {
        HttpTransport transport = to("silent.example", SHORT, null);

        assertThat(failureOf(transport.send(call("silent.example"))))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("silent.example was not found within connectTimeout of 300 ms")
                .matches(failure -> ((NoAnswerException) failure).isNeverSent());
    }

    @Test
    void linksToManySilentHostsDoNotKeepTheProviderFromItsAddress() {
        HttpTransport transport = to("provider.example", LONG, null);
        List<CompletableFuture<HttpAnswer>> links = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            links.add(transport.send(call("silent" + i + ".example")).toCompletableFuture());
        }
        Awaitility.await().until(() -> threads.size() == HostNames.THREADS - 1);

        assertThat(valueOf(transport.send(call("provider.example"))).text()).isEqualTo("answer");
        assertThat(links).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aLinkThroughAProxyIsLookedUpWithoutBlockingTheCallerToo() throws Exception {
        // Enough for the address of the proxy on a busy machine.
        HttpTransport transport = to("provider.example", Duration.ofSeconds(1), "proxy.example");

        // The proxy may know the name that the name servers here do not know.
        valueOf(transport.download(call("silent.example"))).close();
    }

    @Test
    void oneLookupServesAllThatWait() {
        HttpTransport transport = to("silent.example", LONG, null);
        for (int i = 0; i < 50; i++) {
            transport.send(call("silent.example"));
        }
        Awaitility.await().until(() -> !threads.isEmpty());

        assertThat(threads).hasSize(1);
    }
}
