/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

import org.apache.hc.client5.http.entity.DecompressingEntity;
import org.apache.hc.client5.http.entity.DeflateInputStreamFactory;
import org.apache.hc.client5.http.entity.GZIPInputStreamFactory;
import org.apache.hc.client5.http.entity.InputStreamFactory;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Decompresses answers of the control lane, because the asynchronous HttpClient does not. Requests do not ask for
 * compression, but the file of a result link may be stored compressed.
 */
final class ContentDecoding {

    private static final Map<String, InputStreamFactory> CODINGS = Map.of(
            "gzip", GZIPInputStreamFactory.getInstance(),
            "x-gzip", GZIPInputStreamFactory.getInstance(),
            "deflate", DeflateInputStreamFactory.getInstance());

    private ContentDecoding() {}

    static boolean isNeeded(HttpAnswer answer) {
        return answer.body().length > 0 && coding(answer) != null;
    }

    private static InputStreamFactory coding(HttpAnswer answer) {
        String name = answer.header("content-encoding");
        return name == null ? null : CODINGS.get(name.strip().toLowerCase(Locale.ROOT));
    }

    /** Decompresses an answer; reading the stream fails if the compressed data is malformed. */
    static InputStream decoded(HttpAnswer answer) throws IOException {
        return new DecompressingEntity(new ByteArrayEntity(answer.body(), null), coding(answer)).getContent();
    }
}
