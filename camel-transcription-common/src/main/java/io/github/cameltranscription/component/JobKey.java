/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.function.ThrowingSupplier;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.audio.TextInput;

/**
 * Finds the key that identifies an input when it comes again: the user's key, else the identity of a file or an S3
 * object, or with {@code jobKey=content} the recording and not its name.
 */
final class JobKey {

    /** The maximum length of a key in a database. */
    private static final int LONGEST = 3_500;

    private static final String SALT = UUID.randomUUID().toString();
    private static final String KEYED = "CamelTranscriptionKeyed";

    /**
     * The recording that a key of a source belongs to.
     *
     * @param key  with the kind of job
     * @param body the recording; weak, since the route may be done with it
     */
    private record Keyed(String key, WeakReference<Object> body) {}

    private JobKey() {}

    /**
     * The key of an input, or {@code null} if there is nothing to know it by.
     *
     * @param  expression the endpoint's {@code jobKey}, or {@code null}
     * @throws IllegalArgumentException if what the user says is no key
     */
    static String of(Exchange exchange, Expression expression, String kind) {
        Message message = exchange.getMessage();
        String header = header(message);
        if (header != null) {
            return header;
        }
        if (expression != null) {
            return checked(evaluated(expression, exchange), "the option jobKey");
        }
        String ofSource = ofFile(message);
        if (ofSource == null) {
            ofSource = ofS3(message);
        }
        return ofSource == null || belongsToAnother(exchange, kind + " " + ofSource) ? null : ofSource;
    }

    private static String evaluated(Expression expression, Exchange exchange) {
        try {
            return expression.evaluate(exchange, String.class);
        } catch (RuntimeException failed) {
            throw new IllegalArgumentException(
                    "the option jobKey cannot be evaluated for this message: " + failed.getMessage(), failed);
        }
    }

    /**
     * The headers of a source describe the first recording of an exchange, and not a body that the route sets later.
     */
    private static boolean belongsToAnother(Exchange exchange, String key) {
        Object body = exchange.getMessage().getBody();
        Keyed known = exchange.getProperty(KEYED, Keyed.class);
        if (known != null && known.key().equals(key) && !isFile(body)) {
            return known.body().get() != body;
        }
        exchange.setProperty(KEYED, new Keyed(key, new WeakReference<>(body)));
        return false;
    }

    private static boolean isFile(Object body) {
        return body instanceof File || body instanceof Path || body instanceof WrappedFile<?>;
    }

    /** The key as the user has set it for this message, or {@code null}. */
    static String header(Message message) {
        return checkedHeader(ReplyHeaders.given(message, TranscriptionConstants.JOB_KEY, null));
    }

    /** The key that names a job, which may come from the reply of another call; {@code null} without one. */
    static String ofJob(Message message) {
        return checkedHeader(message.getHeader(TranscriptionConstants.JOB_KEY, String.class));
    }

    private static String checkedHeader(String key) {
        return key == null ? null : checked(key, "the header " + TranscriptionConstants.JOB_KEY);
    }

    private static String checked(String key, String source) {
        if (key == null || key.isBlank() || key.length() > LONGEST) {
            throw new IllegalArgumentException(source + " gives "
                    + (key == null || key.isBlank() ? "nothing" : key.length() + " characters")
                    + " for this message: it must give a text of 1 to " + LONGEST
                    + " characters that is the same whenever the same recording comes again");
        }
        return key.strip();
    }

    private static String ofFile(Message message) {
        Object body = message.getBody();
        if (body instanceof WrappedFile<?> wrapped) {
            return wrapped.getFile() instanceof File file ? ofLocal(file.toPath()) : ofRemote(message);
        }
        if (body instanceof File file) {
            return ofLocal(file.toPath());
        }
        return body instanceof Path path ? ofLocal(path) : ofRemote(message);
    }

    private static String ofLocal(Path path) {
        try {
            return "file:" + path.toAbsolutePath().normalize() + "|" + Files.size(path) + "|"
                    + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the recording cannot be read: " + unreadable, unreadable);
        }
    }

    /** The headers of file, FTP and SFTP consumers. */
    private static String ofRemote(Message message) {
        String path = message.getHeader("CamelFileAbsolutePath", String.class);
        Object length = message.getHeader(Exchange.FILE_LENGTH);
        Object modified = message.getHeader(Exchange.FILE_LAST_MODIFIED);
        if (path == null || length == null || modified == null || isAnother(message, length)) {
            return null;
        }
        String host = message.getHeader("CamelFileHost", "", String.class);
        return "file:" + host + path + "|" + length + "|" + modified;
    }

    /** A part of a split file or an answer has the file's headers, the {@code length} too, but is not the file. */
    private static boolean isAnother(Message message, Object length) {
        Object body = message.getBody();
        if (body instanceof WrappedFile<?>) {
            return false;
        }
        long known = length(body);
        return known < 0 || length == null
                ? message.getExchange().getProperty(ExchangePropertyKey.SPLIT_INDEX) != null
                : !String.valueOf(known).equals(length.toString());
    }

    /** In bytes; negative if that is not known. */
    private static long length(Object body) {
        if (body instanceof byte[] bytes) {
            return bytes.length;
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
        return body instanceof StreamCache cache ? cache.length() : -1;
    }

    private static String ofS3(Message message) {
        String bucket = message.getHeader("CamelAwsS3BucketName", String.class);
        String key = message.getHeader("CamelAwsS3Key", String.class);
        String entityTag = message.getHeader("CamelAwsS3ETag", String.class);
        boolean another = isAnother(message, message.getHeader("CamelAwsS3ContentLength"));
        return bucket == null || key == null || entityTag == null || another
                ? null
                : "s3:" + bucket + "/" + key + "|" + entityTag;
    }

    /** Distinguishes texts with secrets in this process. */
    static String ofSecret(String text) {
        return HexFormat.of().formatHex(sha256().digest((SALT + text).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes the key of {@code jobKey=content}, and reads the recording for it: the SHA-256 of its bytes, and of the
     * parameters that change the result.
     *
     * @throws IllegalArgumentException if the recording cannot be read twice, or not by us
     */
    static Supplier<String> ofContent(JobInput audio, Map<String, String> parameters) {
        if (audio instanceof TextInput text) {
            return () ->
                    sha256(() -> new ByteArrayInputStream(text.text().getBytes(StandardCharsets.UTF_8)), parameters);
        }
        if (audio instanceof AudioUpload upload && upload.isRepeatable()) {
            return () -> sha256(upload::open, parameters);
        }
        throw new IllegalArgumentException("jobKey=content has to read the recording before it is sent, and "
                + (audio instanceof AudioUpload
                        ? "an InputStream can be read once: send a file or bytes, or turn on stream caching"
                        : "a link is read by the provider: download it first")
                + ", or set the header " + TranscriptionConstants.JOB_KEY);
    }

    private static String sha256(ThrowingSupplier<InputStream, IOException> content, Map<String, String> parameters) {
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
