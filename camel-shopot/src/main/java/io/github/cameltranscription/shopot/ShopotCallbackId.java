/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code callback_id} that a submission sends and its callback returns, which authenticates the callback. Shopot
 * signs nothing, so anyone who learns the webhook's address can post to it. Its form is {@code purpose.nonce.mac.own id}.
 *
 * @param purpose what the callback is for
 * @param ownId   the user's own id, or {@code null}
 */
record ShopotCallbackId(Purpose purpose, String ownId) {

    /** What a callback is for. */
    enum Purpose {
        /** A {@code transcribe} waits for the job: poll it at once. */
        WAKE,
        /** No exchange waits: run the webhook's route with the result. */
        DELIVER
    }

    /** How letters outside ASCII come back in the header X-Callback-ID (shopot-create.ru.txt). */
    private static final String ENCODED_PREFIX = "utf8-b64:";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int NONCE_BYTES = 16;
    private static final int PARTS = 4;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** The {@code callback_id} to send. */
    String sign(String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        String nonceText = ENCODER.encodeToString(nonce);
        String id = ownId == null ? "" : ownId;
        return purpose.name() + '.' + nonceText + '.' + mac(secret, purpose.name(), nonceText, id) + '.' + id;
    }

    /**
     * Reads a received id.
     *
     * @param  received as in the header or the body, or {@code null}
     * @return          the id, or {@code null} if it was not signed with this secret
     */
    static ShopotCallbackId verify(String received, String secret) {
        String text = decode(received);
        String[] parts = text == null ? new String[0] : text.split("\\.", PARTS);
        if (parts.length != PARTS) {
            return null;
        }
        byte[] expected = mac(secret, parts[0], parts[1], parts[3]).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8))) {
            return null;
        }
        return new ShopotCallbackId(Purpose.valueOf(parts[0]), parts[3].isEmpty() ? null : parts[3]);
    }

    /**
     * The id in a header X-Callback-ID: ASCII as it is, anything else as {@code utf8-b64:} and Base64.
     *
     * @param  header the header's value, or {@code null}
     * @return        the id, or {@code null} if there is none or it is not well-formed
     */
    static String decode(String header) {
        if (header == null || !header.startsWith(ENCODED_PREFIX)) {
            return header;
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(header.substring(ENCODED_PREFIX.length()).strip());
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String mac(String secret, String purpose, String nonce, String ownId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            String signed = purpose + '.' + nonce + '.' + ownId;
            return ENCODER.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, missing);
        }
    }
}
