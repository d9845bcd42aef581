/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.http.Refusal;

/** Lets in only who has signed a recent timestamp. Messages say nothing of what the signature should be. */
final class AiesaSignatureCheck {

    static final String PUBLIC_KEY = "X-Public-Key";
    static final String TIMESTAMP = "X-Timestamp";
    static final String SIGNATURE = "X-Signature";

    /** The vendor's authentication page. */
    private static final long LARGEST_DIFFERENCE_SECONDS = 5 * 60;

    private final AiesaCredentials credentials;
    private final AiesaServerClock clock;

    AiesaSignatureCheck(AiesaCredentials credentials, AiesaServerClock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Null where the request is signed. */
    Refusal refusal(HttpServerRequest request) {
        String publicKey = request.getHeader(PUBLIC_KEY);
        String timestamp = request.getHeader(TIMESTAMP);
        String signature = request.getHeader(SIGNATURE);
        if (publicKey == null || timestamp == null || signature == null) {
            return Refusal.of(401, "Missing authentication headers");
        }
        if (!publicKey.equals(credentials.publicKey())) {
            return Refusal.of(401, "Invalid public key");
        }
        if (!timestamp.matches("\\d{1,15}")
                || Math.abs(Long.parseLong(timestamp) - clock.epochSecond()) > LARGEST_DIFFERENCE_SECONDS) {
            return Refusal.of(401, "Invalid or expired timestamp");
        }
        return signature.equals(credentials.signature(timestamp)) ? null : Refusal.of(401, "Invalid signature");
    }
}
