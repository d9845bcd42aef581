/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaSignatureTest extends AiesaTestSupport {

    private final TickingClock clock = new TickingClock(Instant.now());

    @Override
    Clock clock() {
        return clock;
    }

    /**
     * The recipe of aiesa.ru.txt, run with OpenSSL:
     *
     * <pre>
     * printf "%s\n%s" "pk_live_7f31c0" "1761736953" | openssl dgst -sha256 -hmac "sk_live_Vesna" -hex
     * SHA2-256(stdin)= 67a03400746273c3d8d52023c0b6aaff555f06b8acb66d3f37b950962aa1c4c0
     * printf "%s\n%s" "Ключ" "1761736953" | openssl dgst -sha256 -hmac "тайна" -hex
     * SHA2-256(stdin)= 0da1adc8d2baff40b562f6c2a174ba3ce55ea89f0ea36beea22ee62a9d27a8d5
     * </pre>
     */
    @Test
    void signaturesAreThoseOfTheDocumentedRecipe() {
        assertThat(signature("pk_live_7f31c0", "sk_live_Vesna").sign("1761736953"))
                .isEqualTo("67a03400746273c3d8d52023c0b6aaff555f06b8acb66d3f37b950962aa1c4c0");
        assertThat(signature("Ключ", "тайна").sign("1761736953"))
                .isEqualTo("0da1adc8d2baff40b562f6c2a174ba3ce55ea89f0ea36beea22ee62a9d27a8d5");
    }

    @Test
    void theHeadersAreTheKeyTheTimeInSecondsAndTheSignatureOfBoth() {
        assertThat(signature("pk_live_7f31c0", "sk_live_Vesna").headers())
                .isEqualTo(Map.of(
                        "X-Public-Key",
                        "pk_live_7f31c0",
                        "X-Timestamp",
                        "1761736953",
                        "X-Signature",
                        "67a03400746273c3d8d52023c0b6aaff555f06b8acb66d3f37b950962aa1c4c0"));
    }

    private static AiesaSignature signature(String publicKey, String secretKey) {
        Clock fixed = Clock.fixed(Instant.ofEpochSecond(1_761_736_953, 999_000_000), ZoneOffset.UTC);
        return new AiesaSignature(publicKey, secretKey, new AiesaClock(fixed));
    }

    @Test
    void everyAttemptIsSignedAfresh() {
        aiesa.faults().onModels().status(503).once();
        aiesa.faults().onSubmit().status(429).header("Retry-After", "0").once();
        aiesa.faults().onStatus().status(500).times(2);

        sent("aiesa:transcribe?maxCost=5", Recordings.wav(1));

        List<RecordedRequest> signed = aiesa.requests().all().stream()
                .filter(request -> request.header("X-Signature") != null)
                .toList();
        assertThat(signed).hasSizeGreaterThanOrEqualTo(1 + 2 + 3);
        assertThat(signed).extracting(request -> request.header("X-Timestamp")).doesNotHaveDuplicates();
        assertThat(signed).extracting(request -> request.header("X-Signature")).doesNotHaveDuplicates();
        assertThat(signed).allSatisfy(request -> assertThat(request.header("X-Signature"))
                .isEqualTo(new AiesaSignature(PUBLIC_KEY, SECRET_KEY, null).sign(request.header("X-Timestamp"))));
        aiesa.requests().assertRefusedSignatures(0);
    }

    @Test
    void aWrongKeyIsNeverTriedAgain() {
        for (Object body : new Object[] {Recordings.wav(1), URI.create("https://example.com/a.mp3")}) {
            aiesa.requests().clear();

            Exchange reply = send("aiesa:transcribe?secretKey=wrong", body);

            assertFailed(reply, ErrorCategory.AUTHENTICATION, 401);
            assertThat(reply.getException()).hasMessageContaining("Invalid signature");
            aiesa.requests().assertRefusedSignatures(1);
        }
        aiesa.requests().assertSubmitted(0);
    }

    @Test
    void aWrongKeyIsNotTriedAgainForAStatusEither() {
        String jobId = submit();
        aiesa.requests().clear();

        Exchange reply = send("aiesa:status?publicKey=other", null, about(jobId));

        assertFailed(reply, ErrorCategory.AUTHENTICATION, 401);
        assertThat(jobId(reply)).isEqualTo(jobId);
        aiesa.requests().assertRefusedSignatures(1).assertCount(AiesaCall.STATUS, 1);
    }

    @Test
    void aRefusalWithTheRightTimeIsNotTriedAgain() {
        String jobId = submit();
        aiesa.faults().onStatus().status(403).once();

        assertFailed(send("aiesa:status", null, about(jobId)), ErrorCategory.AUTHENTICATION, 403);
        aiesa.requests().assertCount(AiesaCall.STATUS, 1);
    }

    @Test
    void theTextOfASignatureContainsNoSecret() {
        assertThat(signature("pk_live_7f31c0", "sk_live_Vesna")).hasToString("AiesaSignature");
    }
}
