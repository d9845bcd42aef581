/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.cameltranscription.http.RequestAuthorization;
import io.github.cameltranscription.http.ResponseHead;

/**
 * Signs the attempts of one request: HMAC-SHA256 of the public key, a line feed and the time (aiesa.ru.txt). It belongs to
 * one request, because it remembers the offset of the last attempt.
 */
final class AiesaSignature implements RequestAuthorization {

    /**
     * The shapes of a signature and a time. Neither method nor path nor body is signed, so anyone who has read the three
     * headers of one request can make any other for five minutes (public documentation of the vendor).
     */
    static final List<Pattern> SHAPES =
            List.of(Pattern.compile("\\b[0-9a-fA-F]{64}\\b"), Pattern.compile("\\b[0-9]{10}\\b"));

    private static final String ALGORITHM = "HmacSHA256";

    private final String publicKey;
    private final String secretKey;
    private final AiesaClock clock;
    private volatile Duration signedOffset = Duration.ZERO;

    AiesaSignature(String publicKey, String secretKey, AiesaClock clock) {
        this.publicKey = publicKey;
        this.secretKey = secretKey;
        this.clock = clock;
    }

    @Override
    public Map<String, String> headers() {
        Duration offset = clock.offset();
        signedOffset = offset;
        String timestamp = Long.toString(clock.now(offset).getEpochSecond());
        return Map.of("X-Public-Key", publicKey, "X-Timestamp", timestamp, "X-Signature", sign(timestamp));
    }

    /** Lower-case hexadecimal. */
    String sign(String timestamp) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] signature = mac.doFinal((publicKey + "\n" + timestamp).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(ALGORITHM + " is in every JVM", impossible);
        }
    }

    /** A wrong clock explains the refusal; a wrong key does not. */
    @Override
    public boolean isCorrectedBy(ResponseHead refusal) {
        Instant theirs = refusal.date();
        return theirs != null && clock.correct(theirs, signedOffset);
    }

    /** Contains no secret. */
    @Override
    public String toString() {
        return "AiesaSignature";
    }
}
