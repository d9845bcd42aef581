/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Converter;

/** Lets costs travel as JSON. */
@Converter(generateLoader = true)
public final class AiesaCostConverters {

    private static final JsonMapper JSON = JsonMapper.builder()
            // Minutes that come as 3.0 are three.
            .enable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private AiesaCostConverters() {}

    /** The cost's JSON. */
    @Converter
    public static String toString(AiesaCost cost) {
        return new String(toBytes(cost), StandardCharsets.UTF_8);
    }

    /** The cost's JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(AiesaCost cost) {
        try {
            return JSON.writeValueAsBytes(cost);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The cost's JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(AiesaCost cost) {
        return new ByteArrayInputStream(toBytes(cost));
    }

    /** The cost in AIESA's answer, or {@code null} if it gives none. */
    static AiesaCost parse(String json) throws IOException {
        AiesaCost read = JSON.readValue(json, AiesaCost.class);
        return read == null || read.cost() == null ? null : read;
    }
}
