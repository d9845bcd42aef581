/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page that a gateway sends with 200 in place of the provider's answer, such as a request to log in. */
final class GatewayPage {

    /** The bytes that are read at most. */
    static final int MOST_READ = 1024;

    /** No answer of a provider begins so, though a text may begin with another "<". A byte order mark may come first. */
    private static final Pattern BEGINNING = Pattern.compile("(?i)[\\s\u00EF\u00BB\u00BF]*<(!doctype|html|\\?xml)");

    private GatewayPage() {}

    /** Whether a body begins as a page. */
    static boolean isBeginningOf(byte[] body) {
        String head = new String(body, 0, Math.min(body.length, MOST_READ), StandardCharsets.ISO_8859_1);
        return BEGINNING.matcher(head).lookingAt();
    }

    /** As {@link #isBeginningOf(byte[])}. It reads no more than necessary, because the next bytes may come late. */
    static boolean isBeginningOf(InputStream body) throws IOException {
        StringBuilder head = new StringBuilder();
        Matcher matcher = BEGINNING.matcher(head);
        while (head.length() < MOST_READ) {
            int next = body.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
            if (matcher.reset().lookingAt()) {
                return true;
            }
            if (!matcher.hitEnd()) {
                return false;
            }
        }
        return false;
    }
}
