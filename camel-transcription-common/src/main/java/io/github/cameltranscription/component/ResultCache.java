/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.camel.Exchange;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.support.builder.OutputStreamBuilder;

import io.github.cameltranscription.http.OversizedAnswerException;

/**
 * Copies a streamed result into Camel's stream cache, in memory or on disk as configured. So a broken download is
 * fetched again like any other broken answer, and the reply can be read after the exchange, as with Camel HTTP.
 */
final class ResultCache {

    private static final int STEP = 16 * 1024;
    private static final long IN_MEMORY = Runtime.getRuntime().maxMemory() / 8;

    private ResultCache() {}

    /**
     * The body of the reply.
     *
     * @throws OversizedAnswerException if the file is too large for the memory, and stream caching does not spool to disk
     * @throws IOException if the stream breaks off
     */
    static Object read(InputStream result, Exchange exchange) throws IOException {
        try (result;
                OutputStreamBuilder cache = OutputStreamBuilder.withExchange(exchange)) {
            copy(result, cache, exchange);
            return cache.build();
        }
    }

    /** Without spooling to disk the file is in memory, so its size must be limited. */
    private static void copy(InputStream stream, OutputStream cache, Exchange exchange) throws IOException {
        StreamCachingStrategy caching = exchange.getContext().getStreamCachingStrategy();
        boolean spooled = Boolean.TRUE.equals(exchange.getContext().isStreamCaching()) && caching.isSpoolEnabled();
        long left = spooled ? Long.MAX_VALUE : IN_MEMORY;
        byte[] step = new byte[STEP];
        for (int count = stream.read(step); count >= 0; count = stream.read(step)) {
            left -= count;
            if (left < 0) {
                throw new OversizedAnswerException("the file is larger than " + IN_MEMORY
                        + " bytes, an eighth of this JVM's heap: let stream caching spool to disk, or give the JVM more"
                        + " memory");
            }
            cache.write(step, 0, count);
        }
    }
}
