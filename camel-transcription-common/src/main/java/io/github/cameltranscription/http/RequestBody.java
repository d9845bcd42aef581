/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * A small body in memory.
 *
 * @param contentType the media type with its parameters
 * @param bytes       the body
 */
public record RequestBody(String contentType, byte[] bytes) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A JSON object.
     *
     * @param fields its fields in order; Jackson writes the values
     * @throws IllegalArgumentException if a value cannot be written
     */
    public static RequestBody json(Map<String, ?> fields) {
        try {
            // Jackson's byte output would write each character outside the basic plane as two escapes.
            byte[] json = JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
            return new RequestBody("application/json; charset=UTF-8", json);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(
                    "the body cannot be written as JSON: " + unwritable.getOriginalMessage(), unwritable);
        }
    }

    /** A form of text fields, in the multipart form that {@code curl -F} sends. */
    public static RequestBody form(Map<String, String> fields) {
        MultipartText form = new MultipartText();
        return new RequestBody(form.contentType(), (form.fields(fields) + form.end()).getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves out the bytes, which may contain a pre-signed link. */
    @Override
    public String toString() {
        return contentType + ", " + bytes.length + " bytes";
    }
}
