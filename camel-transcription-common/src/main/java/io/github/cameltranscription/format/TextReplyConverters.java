/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Converter;

import io.github.cameltranscription.transcript.TextReply;

/** Camel's type converters of replies other than transcripts. */
@Converter(generateLoader = true)
public final class TextReplyConverters {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TextReplyConverters() {}

    /** The reply's text. */
    @Converter
    public static String toString(TextReply reply) {
        return reply.toText();
    }

    /** The reply's text in UTF-8. */
    @Converter
    public static byte[] toBytes(TextReply reply) {
        return reply.toText().getBytes(StandardCharsets.UTF_8);
    }

    /** The reply's text in UTF-8. */
    @Converter
    public static InputStream toInputStream(TextReply reply) {
        return new ByteArrayInputStream(toBytes(reply));
    }

    /** The reply as a JSON tree. */
    @Converter
    public static JsonNode toJsonNode(TextReply reply) {
        return JSON.valueToTree(reply);
    }
}
