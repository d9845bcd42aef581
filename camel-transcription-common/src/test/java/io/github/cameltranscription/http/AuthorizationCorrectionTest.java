/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

class AuthorizationCorrectionTest extends HttpTest {

    private static final String DATE = "Sat, 21 Nov 2026 10:00:00 GMT";

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

    @Override
    ProviderClient client(RawServer server) {
        return client(transport(), server.url(), signature);
    }

    /** Refuses the first signature. */
    private static RawServer refusingFirst(int status) {
        AtomicInteger requests = new AtomicInteger();
        return new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                if (requests.getAndIncrement() == 0) {
                    connection.answer(status, "{}", "Date: " + DATE);
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
            valueOf(client(small).send(STATUS));
            valueOf(client(paid).submit(LINK_SUBMISSION));
            valueOf(client(upload).upload(SUBMISSION, form(), LONG));
            valueOf(client(download).download(STATUS)).close();

            for (RawServer server : List.of(small, paid, upload, download)) {
                assertThat(server.requests()).hasSize(2);
            }
            assertThat(signature.dates).hasSize(4).containsOnly(DATE);
            assertThat(small.requests().get(0)).contains("X-Signature: s1\r\n");
            assertThat(small.requests().get(1)).contains("X-Signature: s2\r\n");
        }
    }

    @Test
    void aSecondRefusalIsOne() {
        try (RawServer server = RawServer.answering(401, "{\"message\":\"no\"}", "Date: " + DATE)) {
            assertThat(refusalOf(client(server).send(STATUS)).getCategory()).isEqualTo(ErrorCategory.AUTHENTICATION);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aRefusalThatExplainsNothingIsOne() {
        try (RawServer server = RawServer.answering(401, "{}")) {
            refusalOf(client(server).send(STATUS));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500})
    void otherErrorsAreNoMatterOfHeaders(int status) {
        try (RawServer server = RawServer.answering(status, "{}", "Date: " + DATE)) {
            refusalOf(client(server).send(STATUS));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aStreamThatCanBeReadOnlyOnceIsNotSentAgainButTeachesTheNextRequest() {
        try (RawServer server = refusingFirst(401)) {
            MultipartForm once = form(new ByteArrayInputStream(new byte[10]));

            assertThat(refusalOf(client(server).upload(SUBMISSION, once, LONG)).getCategory())
                    .isEqualTo(ErrorCategory.AUTHENTICATION);
            assertThat(server.requests()).hasSize(1);
            assertThat(signature.dates).hasSize(1);
        }
    }
}
