/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.multipart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes multipart bodies, right and wrong ones. */
public final class Multipart {

    public static final String BOUNDARY = "----boundary-7f3a";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public static Multipart ofFile(String fileName, String contentType, byte[] content) {
        return new Multipart().part("name=\"file\"; filename=\"" + fileName + "\"", contentType, content);
    }

    public Multipart field(String name, String value) {
        return part("name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
    }

    public Multipart part(String disposition, String contentType, byte[] content) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n");
        text(contentType == null ? "" : "Content-Type: " + contentType + "\r\n");
        text("\r\n");
        body.writeBytes(content);
        text("\r\n");
        return this;
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] unfinished() {
        return body.toByteArray();
    }

    public byte[] bytes() {
        text("--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }
}
