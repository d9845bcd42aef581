/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

/** The text in a multipart form, in UTF-8 and quoted as browsers do (RFC 7578, and the HTML standard for the quoting). */
final class MultipartText {

    static final String LINE_END = "\r\n";

    private MultipartText() {}

    static String contentType(String boundary) {
        return "multipart/form-data; boundary=" + boundary;
    }

    static void appendField(StringBuilder form, String boundary, String name, String value) {
        appendPartName(form, boundary, name);
        form.append(LINE_END).append(LINE_END).append(value).append(LINE_END);
    }

    /** The beginning of a part, up to where further attributes of its disposition may follow. */
    static void appendPartName(StringBuilder form, String boundary, String name) {
        form.append("--")
                .append(boundary)
                .append(LINE_END)
                .append("Content-Disposition: form-data; name=\"")
                .append(quoted(name))
                .append('"');
    }

    static void appendEnd(StringBuilder form, String boundary) {
        form.append("--").append(boundary).append("--").append(LINE_END);
    }

    static String quoted(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }
}
