/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * One answer.
 *
 * @param status  the HTTP status
 * @param headers the first value of each header, by lower-case name
 * @param body    the whole body; empty if there was none
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

    /** The value of a header, or {@code null}; the name's case does not matter. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The body as text: all three providers speak UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the status says that it worked. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Leaves out headers and body. */
    @Override
    public String toString() {
        return "HTTP " + status + " with " + body.length + " bytes";
    }
}
