/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.Locale;
import java.util.Map;

/** What is known of an answer before its body is read. */
public interface ResponseHead {

    /** The HTTP status. */
    int status();

    /** The first value of each header, by lower-case name. */
    Map<String, String> headers();

    /** The value of a header, or {@code null}; the name's case does not matter. */
    default String header(String name) {
        return headers().get(name.toLowerCase(Locale.ROOT));
    }

    /** Whether the status says that it worked. */
    default boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }
}
