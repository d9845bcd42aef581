/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.util.Locale;

import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.http.Upload;
import io.github.cameltranscription.simulator.provider.ProviderExchange;
import io.github.cameltranscription.simulator.request.UploadedFile;

/** What Palatine asks of an uploaded file. */
final class PalatineUpload {

    private PalatineUpload() {}

    /** The public documentation lists audio and video types only, {@code application/octet-stream} is not among them. */
    static Upload checked(ProviderExchange<PalatineCall> exchange) {
        UploadedFile file = exchange.upload().file();
        if (file == null) {
            throw Refusal.invalid("body", "file", "Field required");
        }
        if (file.fileName() == null || file.fileName().isBlank()) {
            throw Refusal.invalid("body", "file", "The file part must have a filename");
        }
        String type = file.contentType() == null ? "" : file.contentType().toLowerCase(Locale.ROOT);
        if (!type.matches("(audio|video)/[^/;\\s]+.*")) {
            throw Refusal.invalid("body", "file", "Unsupported content type: " + file.contentType());
        }
        if (file.size() == 0) {
            throw Refusal.invalid("body", "file", "The file is empty");
        }
        return exchange.upload();
    }
}
