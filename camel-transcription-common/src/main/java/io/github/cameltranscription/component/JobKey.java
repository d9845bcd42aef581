/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/**
 * Finds the key by which an input is known again when it comes a second time: what the user says, else what tells a file
 * or an S3 object from every other.
 */
final class JobKey {

    /** A database keeps no longer ones. */
    private static final int LONGEST = 3_500;

    private JobKey() {}

    /**
     * The key of a message.
     *
     * @param  exchange   holds the message
     * @param  expression the endpoint's {@code jobKey}, or {@code null}
     * @return            the key, or {@code null} if there is nothing to know the input by
     * @throws IllegalArgumentException if what the user says is no key
     */
    static String of(Exchange exchange, Expression expression) {
        Message message = exchange.getMessage();
        String header = header(message);
        if (header != null) {
            return header;
        }
        if (expression != null) {
            return checked(expression.evaluate(exchange, String.class), "the option jobKey");
        }
        String file = ofFile(message);
        return file == null ? ofS3(message) : file;
    }

    /** The key as the user has set it for this message, or {@code null}. */
    static String header(Message message) {
        String header = ReplyHeaders.given(message, TranscriptionConstants.JOB_KEY, null);
        return header == null ? null : checked(header, "the header " + TranscriptionConstants.JOB_KEY);
    }

    /** The key that names a job, which may come from the reply of another call; {@code null} without one. */
    static String ofJob(Message message) {
        String header = message.getHeader(TranscriptionConstants.JOB_KEY, String.class);
        return header == null ? null : checked(header, "the header " + TranscriptionConstants.JOB_KEY);
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

    /** What file, FTP and SFTP consumers say about the file that a message came from. */
    private static String ofRemote(Message message) {
        String path = message.getHeader("CamelFileAbsolutePath", String.class);
        Object length = message.getHeader(Exchange.FILE_LENGTH);
        Object modified = message.getHeader(Exchange.FILE_LAST_MODIFIED);
        if (path == null || length == null || modified == null || isAnother(message.getBody(), length)) {
            return null;
        }
        String host = message.getHeader("CamelFileHost", "", String.class);
        return "file:" + host + path + "|" + length + "|" + modified;
    }

    /** The headers outlive the file's body: a part of a split file, or an answer, is not that file. */
    private static boolean isAnother(Object body, Object length) {
        return body instanceof byte[] bytes && !String.valueOf(bytes.length).equals(length.toString());
    }

    private static String ofS3(Message message) {
        String bucket = message.getHeader("CamelAwsS3BucketName", String.class);
        String key = message.getHeader("CamelAwsS3Key", String.class);
        String entityTag = message.getHeader("CamelAwsS3ETag", String.class);
        return bucket == null || key == null || entityTag == null ? null : "s3:" + bucket + "/" + key + "|" + entityTag;
    }
}
