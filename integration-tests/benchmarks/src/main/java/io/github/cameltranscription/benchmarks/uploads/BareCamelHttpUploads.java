/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.hc.client5.http.entity.mime.FileBody;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.InputStreamBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

/** The baseline: Camel HTTP with HttpClient 5's own multipart form as the message body. */
final class BareCamelHttpUploads {

    private static final ContentType WAV = ContentType.create("audio/wav");

    private BareCamelHttpUploads() {}

    /** Serves a parent; the arguments are those of {@link UploadBatch#serve}. */
    public static void main(String[] arguments) throws Exception {
        UploadBatch.serve(
                arguments,
                arguments[0] + "/transcribe/do_transcribe?httpMethod=POST&connectionsPerRoute=" + arguments[1],
                recording -> MultipartEntityBuilder.create()
                        .setMode(HttpMultipartMode.EXTENDED)
                        .setCharset(StandardCharsets.UTF_8)
                        .addPart(
                                "file",
                                recording instanceof File file
                                        ? new FileBody(file, WAV, "call.wav")
                                        : new InputStreamBody((InputStream) recording, WAV, "call.wav"))
                        .build());
    }
}
