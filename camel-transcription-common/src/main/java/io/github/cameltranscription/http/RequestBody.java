/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * A small body that is in memory as a whole.
 *
 * @param contentType the media type with its parameters
 * @param bytes       the body
 */
public record RequestBody(String contentType, byte[] bytes) {

    /** A JSON text. */
    public static RequestBody json(String json) {
        return new RequestBody("application/json; charset=UTF-8", json.getBytes(StandardCharsets.UTF_8));
    }

    /** A form of text fields, in the multipart form that {@code curl -F} sends. */
    public static RequestBody form(Map<String, String> fields) {
        String boundary = "transcription-" + UUID.randomUUID();
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> MultipartText.appendField(form, boundary, name, value));
        MultipartText.appendEnd(form, boundary);
        return new RequestBody(
                MultipartText.contentType(boundary), form.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves out the bytes: a link in them may be pre-signed. */
    @Override
    public String toString() {
        return contentType + ", " + bytes.length + " bytes";
    }
}
