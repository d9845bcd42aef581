/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import io.vertx.core.buffer.Buffer;

/** Collects a small text body. */
public final class TextReader implements BodyReader {

    private static final int LARGEST_BODY = 1024 * 1024;

    private final Buffer text = Buffer.buffer();
    private Refusal refusal;

    @Override
    public void write(Buffer bytes) {
        if (refusal == null && text.length() + bytes.length() > LARGEST_BODY) {
            refusal = Refusal.of(413, "Body is too large");
        }
        if (refusal == null) {
            text.appendBuffer(bytes);
        }
    }

    @Override
    public Refusal refusal() {
        return refusal;
    }

    /** What has come so far, read as UTF-8. */
    public String text() {
        return text.toString();
    }
}
