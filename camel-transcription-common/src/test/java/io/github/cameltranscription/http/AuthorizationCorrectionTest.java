/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorizationCorrectionTest extends HttpTest {

    private static final ApiRequest STATUS = ApiRequest.get("status", "job-1", "/jobs/{jobId}");
    private static final ApiRequest SUBMISSION =
            ApiRequest.post("submit", null, "/jobs").withBody(RequestBody.json(Map.of()));

    /** Signs with a number, and takes any refusal with a Date for an explanation. */
    private static final class Signature implements RequestAuthorization {

        private final AtomicInteger count = new AtomicInteger();
        private final List<String> dates = new CopyOnWriteArrayList<>();

        @Override
        public Map<String, String> headers() {
            return Map.of("X-Signature", "s" + count.incrementAndGet());
        }

        @Override
        public boolean isCorrectedBy(ResponseHead refusal) {
            String date = refusal.header("Date");
            if (date != null) {
                dates.add(date);
            }
            return date != null;
        }
    }

    private final Signature signature = new Signature();

    private ProviderClient client(RawServer server) {
        return new ProviderClient(
                "cloud",
                server.url(),
                transport(),
                signature,
                new VerdictTable("cloud", Set.of("detail", "error", "message")),
                new SecretMask());
    }

    /** Refuses the first signature. */
    private static RawServer refusingFirst(int status) {
        AtomicInteger requests = new AtomicInteger();
        return new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                if (requests.getAndIncrement() == 0) {
                    connection.answer(status, "{}", "Date: Sat, 21 Nov 2026 10:00:00 GMT");
                } else {
                    connection.answer(200, "{\"id\":\"1\"}");
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalThatExplainsItselfIsAnsweredWithNewHeadersOnBothLanes(int status) throws IOException {
        try (RawServer small = refusingFirst(status);
                RawServer paid = refusingFirst(status);
                RawServer upload = refusingFirst(status);
                RawServer download = refusingFirst(status)) {
            assertThat(valueOf(client(small).send(STATUS)).status()).isEqualTo(200);
            assertThat(valueOf(client(paid).submit(SUBMISSION)).status()).isEqualTo(200);
            assertThat(valueOf(client(upload).upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG))
                            .status())
                    .isEqualTo(200);
            valueOf(client(download).download(STATUS)).close();

            for (RawServer server : List.of(small, paid, upload, download)) {
                assertThat(server.requests()).hasSize(2);
            }
            assertThat(signature.dates).hasSize(4).containsOnly("Sat, 21 Nov 2026 10:00:00 GMT");
            assertThat(small.requests().get(0)).contains("X-Signature: s1\r\n");
            assertThat(small.requests().get(1)).contains("X-Signature: s2\r\n");
        }
    }

    @Test
    void aSecondRefusalIsOne() throws IOException {
        try (RawServer server =
                RawServer.answering(401, "{\"message\":\"no\"}", "Date: Sat, 21 Nov 2026 10:00:00 GMT")) {
            assertThat(refusalOf(client(server).send(STATUS)).getCategory()).isEqualTo(ErrorCategory.AUTHENTICATION);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aRefusalThatExplainsNothingIsOne() throws IOException {
        try (RawServer server = RawServer.answering(401, "{}")) {
            refusalOf(client(server).send(STATUS));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500})
    void otherErrorsAreNoMatterOfHeaders(int status) throws IOException {
        try (RawServer server = RawServer.answering(status, "{}", "Date: Sat, 21 Nov 2026 10:00:00 GMT")) {
            refusalOf(client(server).send(STATUS));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aStreamThatCanBeReadOnlyOnceIsNotSentAgainButTeachesTheNextRequest() throws IOException {
        try (RawServer server = refusingFirst(401)) {
            assertThat(refusalOf(client(server)
                                    .upload(SUBMISSION, form(new ByteArrayInputStream(new byte[10]), "a.mp3"), LONG))
                            .getCategory())
                    .isEqualTo(ErrorCategory.AUTHENTICATION);
            assertThat(server.requests()).hasSize(1);
            assertThat(signature.dates).hasSize(1);
        }
    }
}
