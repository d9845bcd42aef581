/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One answer.
 *
 * @param status  the HTTP status
 * @param headers the first value of each header, by lower-case name
 * @param body    the whole body; empty if there was none
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) implements ResponseHead {

    /** The body as text without a byte order mark: all three providers speak UTF-8. */
    public String text() {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** Leaves out headers and body. */
    @Override
    public String toString() {
        return "HTTP " + status + " with " + body.length + " bytes";
    }
}
