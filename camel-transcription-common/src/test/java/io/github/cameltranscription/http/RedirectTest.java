/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

class RedirectTest extends HttpTest {

    private final AtomicInteger signatures = new AtomicInteger();

    private ProviderClient signing(String baseUrl) {
        return client(transport(), baseUrl, () -> Map.of("X-Signature", "signature-" + signatures.incrementAndGet()));
    }

    private static RawServer redirecting(int status, String location) {
        return RawServer.answering(status, "{}", "Location: " + location);
    }

    private static RawServer redirectingWithin(String path) {
        return new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                boolean there = connection.lastHead().startsWith("GET " + path + " ");
                connection.answer(there ? 200 : 302, "{\"there\":true}", "Location: " + path);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void anotherHostIsAskedWithoutOurHeadersOnBothLanes(int status) throws IOException {
        try (RawServer other = RawServer.answering(200, "{\"there\":true}");
                RawServer ours = redirecting(status, other.url() + "/file?token=1")) {
            ProviderClient client = signing(ours.url());

            assertThat(valueOf(client.send(STATUS)).text()).isEqualTo("{\"there\":true}");
            try (StreamedAnswer answer = valueOf(client.download(STATUS))) {
                assertThat(answer.body()).hasContent("{\"there\":true}");
            }

            assertThat(ours.requests()).hasSize(2).allMatch(head -> head.contains("X-Signature: signature-"));
            assertThat(other.requests())
                    .hasSize(2)
                    .allMatch(head -> head.startsWith("GET /file?token=1 "))
                    .noneMatch(head -> head.toLowerCase().contains("signature"));
        }
    }

    @Test
    void theSameHostIsAskedWithNewHeaders() {
        try (RawServer ours = redirectingWithin("/moved")) {
            assertThat(valueOf(signing(ours.url()).send(STATUS)).text()).isEqualTo("{\"there\":true}");

            assertThat(ours.requests()).hasSize(2);
            assertThat(ours.requests())
                    .anyMatch(head -> head.contains("X-Signature: signature-1\r\n"))
                    .anyMatch(head -> head.startsWith("GET /moved ") && head.contains("X-Signature: signature-2\r\n"));
        }
    }

    @Test
    void noneOfOurHeadersComesBackThroughAnotherHost() {
        try (RawServer ours = RawServer.answering(200, "{\"there\":true}");
                RawServer other = redirecting(302, ours.url() + "/back");
                RawServer first = redirecting(302, other.url() + "/there")) {
            assertThat(valueOf(signing(first.url()).send(STATUS)).text()).isEqualTo("{\"there\":true}");

            assertThat(first.requests()).hasSize(1).allMatch(head -> head.contains("X-Signature"));
            assertThat(ours.requests()).hasSize(1).noneMatch(head -> head.contains("X-Signature"));
        }
    }

    @Test
    void aRedirectThatNeverEndsIsGivenUp() {
        try (RawServer endless = redirecting(302, "/again")) {
            assertThat(refusalOf(signing(endless.url()).send(STATUS))).hasMessageContaining("redirects this request");
            assertThat(endless.requests()).hasSize(1 + RequestSender.MOST_REDIRECTS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 308})
    void aPaidRequestIsNeverSentToAnotherPlace(int status) {
        try (RawServer other = RawServer.answering(200, "{}");
                RawServer ours = redirecting(status, other.url() + "/jobs");
                RawServer within = redirecting(status, "/elsewhere")) {
            for (RawServer server : List.of(ours, within)) {
                ProviderClient client = signing(server.url());

                assertThat(refusalOf(client.submit(LINK_SUBMISSION))).hasMessageContaining("baseUrl");
                assertThat(refusalOf(client.upload(SUBMISSION, form(), LONG))).hasMessageContaining("baseUrl");
                assertThat(server.requests()).hasSize(2);
            }
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api/jobs/1, http://api/jobs/1",
        "https://api/jobs/1, ftp://api/jobs/1",
        "https://api/jobs/1, ''",
        "https://api/jobs/1, http://[",
        "https://api/jobs/1, file:///etc/passwd"
    })
    void whatIsNoSafePlaceIsNotFollowed(String from, String location) {
        assertThat(RequestSender.target(call(from), head(location))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://api/jobs/1, https://api/jobs/1, https://api/jobs/1",
        "https://api/jobs/1, ../files/2?a=b, https://api/files/2?a=b",
        "https://api/jobs/1, //cdn/x, https://cdn/x"
    })
    void aPlaceMayBeRelative(String from, String location, URI target) {
        assertThat(RequestSender.target(call(from), head(location))).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api/a, https://API:443/b, true",
        "http://api/a, http://api:80/b, true",
        "https://api/a, https://api:8443/b, false",
        "https://api/a, http://api:443/b, false",
        "https://api/a, https://cdn/a, false"
    })
    void anOriginIsSchemeHostAndPort(URI one, URI other, boolean same) {
        assertThat(RequestSender.isSameOrigin(one, other)).isEqualTo(same);
    }

    private static HttpCall call(String uri) {
        return new HttpCall("GET", URI.create(uri), Map.of(), null, AnswerKind.SMALL);
    }

    private static ResponseHead head(String location) {
        return new HttpAnswer(302, Map.of("location", location), new byte[0]);
    }
}
