/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.http.Refusal;

/**
 * Accepts requests with a signed, recent timestamp. Its messages never contain the expected signature. The server's clock is the real
 * time, shifted, since clients sign with the real time: a test may stop the clock that drives the jobs.
 */
final class AiesaSignatureCheck {

    static final String PUBLIC_KEY = "X-Public-Key";
    static final String TIMESTAMP = "X-Timestamp";
    static final String SIGNATURE = "X-Signature";

    /** The vendor's authentication page. */
    private static final long LARGEST_DIFFERENCE_SECONDS = 5 * 60;

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final String ALGORITHM = "HmacSHA256";

    private final String publicKey;
    private final SecretKeySpec secretKey;
    private volatile Duration skew = Duration.ZERO;

    AiesaSignatureCheck(String publicKey, String secretKey) {
        this.publicKey = publicKey;
        this.secretKey = new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** By how much the server's clock is ahead. */
    void skew(Duration shift) {
        skew = Objects.requireNonNull(shift);
    }

    private Instant now() {
        return Instant.now().plus(skew);
    }

    /** Value of the {@code Date} header. */
    String date() {
        return HTTP_DATE.format(now().atOffset(ZoneOffset.UTC));
    }

    /** Null where the request is signed. */
    Refusal refusal(HttpServerRequest request) {
        String client = request.getHeader(PUBLIC_KEY);
        String timestamp = request.getHeader(TIMESTAMP);
        String signature = request.getHeader(SIGNATURE);
        if (client == null || timestamp == null || signature == null) {
            return Refusal.of(401, "Missing authentication headers");
        }
        if (!client.equals(publicKey)) {
            return Refusal.of(401, "Invalid public key");
        }
        if (!timestamp.matches("\\d{1,15}")
                || Math.abs(Long.parseLong(timestamp) - now().getEpochSecond()) > LARGEST_DIFFERENCE_SECONDS) {
            return Refusal.of(401, "Invalid or expired timestamp");
        }
        return signature.equals(signature(timestamp)) ? null : Refusal.of(401, "Invalid signature");
    }

    /** What {@code X-Signature} must be beside this {@code X-Timestamp}. */
    String signature(String timestamp) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secretKey);
            return HexFormat.of()
                    .formatHex(mac.doFinal((publicKey + "\n" + timestamp).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
