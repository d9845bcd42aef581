/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.vertx.core.buffer.Buffer;

import io.github.cameltranscription.simulator.audio.AudioAnalyzer;
import io.github.cameltranscription.simulator.multipart.MalformedMultipartException;
import io.github.cameltranscription.simulator.multipart.MultipartReader;
import io.github.cameltranscription.simulator.multipart.PartHandler;
import io.github.cameltranscription.simulator.multipart.PartHeaders;
import io.github.cameltranscription.simulator.request.UploadedFile;

/**
 * Reads a multipart/form-data body as it arrives: of the part {@code file} only its measure is taken, the other parts are kept as text.
 * After the first error the rest of the body is ignored.
 */
public final class FormReader implements BodyReader, PartHandler {

    private static final String FILE_PART = "file";
    private static final int LARGEST_FIELDS = 1024 * 1024;

    private final long largestBody;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final MessageDigest digest = sha256();
    private final AudioAnalyzer analyzer = new AudioAnalyzer();
    private MultipartReader reader;
    private PartHeaders part;
    private PartHeaders file;
    private long bodySize;
    private long fileSize;
    private int fieldBytes;
    private Refusal refusal;

    /** {@code contentType} is the request's header, null if there was none; {@code largestBody} counts bytes. */
    public FormReader(String contentType, long largestBody) {
        this.largestBody = largestBody;
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            refusal = Refusal.invalid("body", FILE_PART, "Field required");
            return;
        }
        try {
            reader = MultipartReader.of(contentType, this);
        } catch (MalformedMultipartException e) {
            refusal = Refusal.of(400, e.getMessage());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void write(Buffer bytes) {
        bodySize += bytes.length();
        if (bodySize > largestBody && refusal == null) {
            refusal = Refusal.of(413, "File is too large");
        }
        read(() -> reader.write(bytes));
    }

    @Override
    public void end() {
        read(() -> reader.end());
    }

    private void read(Runnable step) {
        if (refusal != null) {
            return;
        }
        try {
            step.run();
        } catch (MalformedMultipartException e) {
            refusal = Refusal.of(400, "There was an error parsing the body: " + e.getMessage());
        } catch (Refusal e) {
            refusal = e;
        }
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }

    @Override
    public void partBegins(PartHeaders headers) {
        part = headers;
        if (isFile()) {
            if (file != null) {
                throw Refusal.of(400, "More than one file");
            }
            file = headers;
        }
        text.reset();
    }

    private boolean isFile() {
        return FILE_PART.equals(part.name());
    }

    @Override
    public void partContent(byte[] bytes, int offset, int length) {
        if (isFile()) {
            fileSize += length;
            digest.update(bytes, offset, length);
            analyzer.accept(bytes, offset, length);
            return;
        }
        fieldBytes += length;
        if (fieldBytes > LARGEST_FIELDS) {
            throw Refusal.of(413, "Form fields are too large");
        }
        text.write(bytes, offset, length);
    }

    @Override
    public void partEnds() {
        if (!isFile() && part.name() != null) {
            fields.merge(part.name(), text.toString(StandardCharsets.UTF_8), (first, next) -> first + "," + next);
        }
    }

    /** The form; without a file where it was refused. To be called once, after the end. */
    public Upload upload() {
        if (refusal != null) {
            return Upload.NONE;
        }
        if (file == null) {
            return new Upload(null, null, fields);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new Upload(
                new UploadedFile(file.fileName(), file.contentType(), fileSize, sha256), analyzer.finish(), fields);
    }
}
