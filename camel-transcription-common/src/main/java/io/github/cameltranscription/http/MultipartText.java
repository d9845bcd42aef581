/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.Map;
import java.util.UUID;

/** The text in a multipart form, in UTF-8 and quoted as browsers do (RFC 7578, and the HTML standard for the quoting). */
final class MultipartText {

    private static final String LINE_END = "\r\n";

    private final String boundary = "transcription-" + UUID.randomUUID();

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Text fields as parts, in their order. */
    String fields(Map<String, String> fields) {
        StringBuilder parts = new StringBuilder();
        fields.forEach((name, value) -> parts.append(part(name))
                .append(LINE_END)
                .append(LINE_END)
                .append(value)
                .append(LINE_END));
        return parts.toString();
    }

    /** The beginning of a part with a file, up to its bytes. */
    String fileHead(String name, String fileName, String contentType) {
        return part(name) + "; filename=\"" + quoted(fileName) + "\"" + LINE_END + "Content-Type: " + contentType
                + LINE_END + LINE_END;
    }

    /** What follows the bytes of a file. */
    String fileEnd() {
        return LINE_END;
    }

    /** The end of the form. */
    String end() {
        return "--" + boundary + "--" + LINE_END;
    }

    private String part(String name) {
        return "--" + boundary + LINE_END + "Content-Disposition: form-data; name=\"" + quoted(name) + "\"";
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }
}
