/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.camel.Converter;

/** Lets what a stream tells travel: partials as their text, what the service expects as JSON. */
@Converter(generateLoader = true)
public final class StreamConverters {

    private StreamConverters() {}

    /** Everything recognised so far. */
    @Converter
    public static String toString(StreamPartial partial) {
        return partial.fullText();
    }

    /** Everything recognised so far, in UTF-8. */
    @Converter
    public static byte[] toBytes(StreamPartial partial) {
        return toString(partial).getBytes(StandardCharsets.UTF_8);
    }

    /** Everything recognised so far, in UTF-8. */
    @Converter
    public static InputStream toInputStream(StreamPartial partial) {
        return new ByteArrayInputStream(toBytes(partial));
    }

    /** As JSON. */
    @Converter
    public static String toString(StreamConfig config) {
        return StreamJson.write(config);
    }

    /** As JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(StreamConfig config) {
        return toString(config).getBytes(StandardCharsets.UTF_8);
    }

    /** As JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(StreamConfig config) {
        return new ByteArrayInputStream(toBytes(config));
    }
}
