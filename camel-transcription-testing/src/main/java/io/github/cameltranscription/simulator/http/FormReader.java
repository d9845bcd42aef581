/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.util.Locale;

import io.vertx.core.buffer.Buffer;

import io.github.cameltranscription.simulator.multipart.MalformedMultipartException;
import io.github.cameltranscription.simulator.multipart.MultipartReader;

/** Reads a multipart/form-data body as it arrives. The first error is kept and the rest of the body goes by unread. */
public final class FormReader implements BodyReader {

    private final FormReceiver receiver = new FormReceiver();
    private final long largestBody;
    private MultipartReader reader;
    private long size;
    private Refusal refusal;

    /**
     * {@code contentType} is the request's header, null if there was none; {@code largestBody} counts bytes.
     */
    public FormReader(String contentType, long largestBody) {
        this.largestBody = largestBody;
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            refusal = Refusal.invalid("body", "file", "Field required");
            return;
        }
        try {
            reader = MultipartReader.of(contentType, receiver);
        } catch (MalformedMultipartException e) {
            refusal = Refusal.of(400, e.getMessage());
        }
    }

    @Override
    public void write(Buffer bytes) {
        if (refusal != null) {
            return;
        }
        size += bytes.length();
        if (size > largestBody) {
            refusal = Refusal.of(413, "File is too large");
            return;
        }
        try {
            reader.write(bytes);
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
    public void end() {
        if (refusal == null) {
            try {
                reader.end();
            } catch (MalformedMultipartException e) {
                refusal = Refusal.of(400, "There was an error parsing the body: " + e.getMessage());
            }
        }
    }

    /** The form; without a file where it was refused. To be called once, after the end. */
    public Upload upload() {
        return refusal == null ? receiver.upload() : Upload.NONE;
    }
}
