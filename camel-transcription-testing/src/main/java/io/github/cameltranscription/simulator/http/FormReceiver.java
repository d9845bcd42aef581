/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameltranscription.simulator.multipart.PartHandler;
import io.github.cameltranscription.simulator.multipart.PartHeaders;

/** Streams the part {@code file} into a {@link FileReceiver} and keeps the other parts as text. */
final class FormReceiver implements PartHandler {

    private static final String FILE_PART = "file";
    private static final int LARGEST_FIELDS = 1024 * 1024;

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private FileReceiver file;
    private PartHeaders part;
    private boolean inFile;
    private int fieldBytes;

    @Override
    public void partBegins(PartHeaders headers) {
        part = headers;
        inFile = FILE_PART.equals(headers.name());
        if (inFile) {
            if (file != null) {
                throw Refusal.of(400, "More than one file");
            }
            file = new FileReceiver(headers);
        }
        text.reset();
    }

    @Override
    public void partContent(byte[] bytes, int offset, int length) {
        if (inFile) {
            file.accept(bytes, offset, length);
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
        if (!inFile && part.name() != null) {
            fields.merge(part.name(), text.toString(StandardCharsets.UTF_8), (first, next) -> first + "," + next);
        }
    }

    Upload upload() {
        return file == null ? new Upload(null, null, fields) : new Upload(file.file(), file.analysis(), fields);
    }
}
