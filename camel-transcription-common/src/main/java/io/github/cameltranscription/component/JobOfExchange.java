/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.LinkedHashMap;
import java.util.Map;

/** The job that an exchange waits for, as far as it is known by now. */
final class JobOfExchange {

    private final Map<String, Object> headers = new LinkedHashMap<>();
    private volatile String id;

    /** The provider's id, or {@code null} before the submission. */
    String id() {
        return id;
    }

    void setId(String newId) {
        id = newId;
    }

    /** What the reply is to say beside the result. */
    Map<String, Object> headers() {
        return headers;
    }
}
