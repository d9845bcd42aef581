/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.apache.camel.util.function.ThrowingSupplier;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.TextInput;

/** {@code jobKey=content}: a key made from the recording and not from its name. */
final class ContentKey {

    private static final String SALT = UUID.randomUUID().toString();

    private ContentKey() {}

    /** Distinguishes texts with secrets in this process. */
    static String ofSecret(String text) {
        return HexFormat.of().formatHex(sha256().digest((SALT + text).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes the key of a recording, which it reads: the SHA-256 of its bytes, and of the parameters that change the result.
     *
     * @throws IllegalArgumentException if the recording cannot be read twice, or not by us
     */
    static Supplier<String> of(JobInput audio, Map<String, String> parameters) {
        if (audio instanceof TextInput text) {
            return () -> key(() -> new ByteArrayInputStream(text.text().getBytes(StandardCharsets.UTF_8)), parameters);
        }
        if (audio instanceof AudioUpload upload && upload.isRepeatable()) {
            return () -> key(upload::open, parameters);
        }
        throw new IllegalArgumentException("jobKey=content has to read the recording before it is sent, and "
                + (audio instanceof AudioUpload
                        ? "an InputStream can be read once: send a file or bytes, or turn on stream caching"
                        : "a link is read by the provider: download it first")
                + ", or set the header " + TranscriptionConstants.JOB_KEY);
    }

    private static String key(ThrowingSupplier<InputStream, IOException> content, Map<String, String> parameters) {
        MessageDigest digest = sha256();
        try (InputStream stream = new DigestInputStream(content.get(), digest)) {
            stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the recording cannot be read: " + unreadable, unreadable);
        }
        digest.update(digest.digest());
        parameters.forEach(
                (name, value) -> digest.update((name + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8)));
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
