/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The pair of keys that AIESA gives to an account. Internal. */
public final class AiesaCredentials {

    private static final String ALGORITHM = "HmacSHA256";

    private final String publicKey;
    private final SecretKeySpec secretKey;

    /** Neither may be empty. */
    public AiesaCredentials(String publicKey, String secretKey) {
        this.publicKey = Objects.requireNonNull(publicKey);
        this.secretKey = new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String publicKey() {
        return publicKey;
    }

    String secretKey() {
        return new String(secretKey.getEncoded(), StandardCharsets.UTF_8);
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
