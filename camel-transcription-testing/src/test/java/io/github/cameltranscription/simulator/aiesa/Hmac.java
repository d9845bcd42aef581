/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs without the simulator's help. */
public final class Hmac {

    private Hmac() {}

    /** This request with the three headers of AIESA's API. */
    public static HttpRequest.Builder signed(
            HttpRequest.Builder request, String publicKey, String secretKey, long timestamp) {
        return request.setHeader("X-Public-Key", publicKey)
                .setHeader("X-Timestamp", String.valueOf(timestamp))
                .setHeader("X-Signature", hex(secretKey, publicKey + "\n" + timestamp));
    }

    public static String hex(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
