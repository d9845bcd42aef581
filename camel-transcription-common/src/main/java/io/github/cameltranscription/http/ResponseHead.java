/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.apache.hc.client5.http.utils.DateUtils;

/** The status and headers of an answer. */
public interface ResponseHead {

    /** The HTTP status. */
    int status();

    /** The first value of each header, by lower-case name. */
    Map<String, String> headers();

    /** The value of a header, or {@code null}; the name's case does not matter. */
    default String header(String name) {
        return headers().get(name.toLowerCase(Locale.ROOT));
    }

    /** The time at which the answer was made, as its header Date says; {@code null} if it does not. */
    default Instant date() {
        String date = header("Date");
        return date == null ? null : DateUtils.parseStandardDate(date.strip());
    }

    /** Discards an answer without reading its body. */
    default void discard() {}

    /** Whether the status is 2xx. */
    default boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }
}
