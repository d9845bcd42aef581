/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks for both keys, and for every signature and its time, in everything that is visible from outside. */
class AiesaSecretsTest extends AiesaTestSupport {

    private final VisibleFromOutside outside = new VisibleFromOutside();

    @AfterEach
    void calmDown() {
        outside.close();
    }

    @Test
    void noSecretIsVisibleWhenTheClockIsCorrected() throws Exception {
        aiesa.clockSkew(Duration.ofHours(1));

        look(send("aiesa:transcribe", Recordings.wav(1)));
        look(send("aiesa:transcribe?secretKey=wrong", Recordings.wav(1)));
        context.stop();

        aiesa.requests().assertRefusedSignatures(2);
        assertNothingIsVisible();
    }

    @Test
    void aSignedLinkToTheRecordingIsNotVisible() throws Exception {
        URI link = URI.create("https://example.com/a.mp3?sig=" + SECRET_KEY);
        look(send("aiesa:transcribe?maxCost=5", link));
        look(send(
                "aiesa:submit?unknownDuration=submit&maxCost=5",
                null,
                Map.of(TranscriptionConstants.SOURCE_URL, link.toString())));
        context.stop();

        aiesa.requests().assertSubmitted(1);
        assertNothingIsVisible();
    }

    private void look(Exchange exchange) {
        outside.look(exchange, Set.of(TranscriptionConstants.SOURCE_URL));
        Object body = exchange.getMessage().getBody();
        if (!(body instanceof URI)) {
            assertThat(String.valueOf(body)).doesNotContain(PUBLIC_KEY, SECRET_KEY);
        }
    }

    private void assertNothingIsVisible() {
        Set<String> secrets = new TreeSet<>(Set.of(PUBLIC_KEY, SECRET_KEY));
        for (RecordedRequest request : aiesa.requests().all()) {
            Stream.of("X-Signature", "X-Timestamp")
                    .map(request::header)
                    .filter(Objects::nonNull)
                    .forEach(secrets::add);
        }
        assertThat(secrets).as("keys, signature and time").hasSizeGreaterThan(3);
        assertThat(outside.lines()).anyMatch(line -> line.contains("aiesa"));
        assertThat(outside.logged()).anyMatch(line -> line.contains("org.apache.camel"));
        // Milliseconds begin with the same digits as seconds.
        String any = String.join("|", secrets.stream().map(Pattern::quote).toList());
        Pattern secret = Pattern.compile("(?<!\\d)(" + any + ")(?!\\d)");
        assertThat(outside.lines()).noneMatch(line -> secret.matcher(line).find());
    }
}
