/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes replies as JSON. */
final class ReplyJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReplyJson() {}

    static String write(TextReply reply) {
        try {
            return JSON.writeValueAsString(reply);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
