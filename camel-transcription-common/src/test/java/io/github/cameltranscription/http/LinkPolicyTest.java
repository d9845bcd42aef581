/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinkPolicyTest extends HttpTest {

    private static final String PUBLIC = "https://speech.example/v1";

    /** Every name has a public address and the one that a test names. */
    private static final class Names implements DnsResolver {

        private final String address;

        Names(String address) {
            this.address = address;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName(address)};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final HttpSettings ANY_LINK =
            new HttpSettings(PUBLIC, LONG, LONG, 1, 1, null, null, 0, null, null, AnswerLimits.DEFAULT, true);

    private static HttpSettings throughProxy(String host) {
        return new HttpSettings(PUBLIC, LONG, LONG, 1, 1, null, host, 3128, null, null, AnswerLimits.DEFAULT, false);
    }

    private LinkPolicy policy(HttpSettings settings, DnsResolver system) {
        return new LinkPolicy(settings, new HostNames(system, Runnable::run, scheduler, LONG));
    }

    private LinkPolicy policy(String baseUrl, String address) {
        return policy(settings(baseUrl, LONG, LONG, 1, 1), new Names(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.200.1.1",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void aNameWithOneAddressThatIsNotPublicIsNotFollowed(String address) {
        assertThatThrownBy(() -> policy(PUBLIC, address).resolve("files.example"))
                .isInstanceOf(PrivateAddressException.class)
                .hasMessageContaining("files.example")
                .hasMessageContaining("allowPrivateLinks=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "2a00:1450::1",
                "64:ff9b::8.8.8.8",
                "2002:808:808::"
            })
    void publicAddressesAreFollowed(String address) {
        assertThatCode(() -> policy(PUBLIC, address).resolve("files.example")).doesNotThrowAnyException();
    }

    @Test
    void theProvidersOwnHostTheProxyAndAnInstallationThatSaysSoMayBePrivate() {
        assertThatCode(() -> policy("https://speech.local/v1", "10.0.0.1").resolve("SPEECH.local"))
                .doesNotThrowAnyException();
        assertThatCode(() -> policy("http://[::1]:80/v1", "::1").resolve("::1")).doesNotThrowAnyException();
        assertThatCode(() -> policy(throughProxy("proxy.local"), new Names("10.0.0.1"))
                        .resolve("proxy.local"))
                .doesNotThrowAnyException();
        assertThatCode(() -> policy(ANY_LINK, new Names("10.0.0.1")).resolve("files.example"))
                .doesNotThrowAnyException();
    }

    @Test
    void behindASimulatorOnThisMachineMayLieAnotherButNothingElse() {
        assertThatCode(() -> policy("http://localhost:8080", "127.0.0.1").resolve("127.0.0.1"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> policy("http://localhost:8080", "10.0.0.1").resolve("files.example"))
                .isInstanceOf(PrivateAddressException.class);
    }

    @Test
    void throughAProxyAnAddressAndANameThatIsKnownHereAreChecked() {
        HttpSettings settings = throughProxy("127.0.0.1");
        LinkPolicy known = policy(settings, SystemDefaultDnsResolver.INSTANCE);

        for (String link : new String[] {"https://169.254.169.254/latest", "https://localhost/", "https://[::1]/"}) {
            assertThat(failureOf(known.prepare(URI.create(link)))).isInstanceOf(PrivateAddressException.class);
        }
        assertThat(failureOf(policy(settings, new Names("10.0.0.1")).prepare(URI.create("https://files.example/"))))
                .isInstanceOf(PrivateAddressException.class);
        valueOf(known.prepare(URI.create("https://known-to-the-proxy.invalid/")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://speech.example/v1, http://speech.example/file, false",
        "http://speech.example/v1, http://speech.example/file, true",
        "http://speech.example/v1, http://files.example/file, false",
        "https://speech.example/v1, http://127.0.0.1/file, false",
        "http://speech.example/v1, http://localhost/file, false",
        "http://localhost:1/v1, http://127.0.0.1:2/file, true",
        "https://127.0.0.1:1/v1, http://[::1]:2/file, true",
        "http://127.0.0.1:1/v1, http://127.0.0.1.example/file, false",
        "http://localhost:1/v1, http://10.0.0.1/file, false"
    })
    void plainHttpIsForTheProvidersOwnHostAndForThisMachine(String baseUrl, URI link, boolean allowed) {
        assertThat(policy(baseUrl, "127.0.0.1").allowsPlain(link)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:7f00:1]"})
    void noWayToWriteAnAddressLeadsToThisMachine(String host) {
        try (RawServer server = RawServer.answering(200, "{}")) {
            HttpTransport transport = pool.acquire(settings(PUBLIC, LONG, LONG, 1, 1));
            HttpCall link = get("http://" + host + ":" + server.port() + "/");

            assertThat(failureOf(transport.send(link))).isInstanceOf(NoAnswerException.class);
            assertThat(failureOf(transport.download(link))).isInstanceOf(NoAnswerException.class);
            assertThat(server.connections()).isEmpty();
        }
    }
}
