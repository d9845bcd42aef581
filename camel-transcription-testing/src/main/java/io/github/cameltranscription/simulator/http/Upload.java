/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.http;

import java.util.Locale;
import java.util.Map;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.request.UploadedFile;

/**
 * A form that has been read to its end.
 *
 * @param file null if the form had no part of the expected name
 * @param audio null if {@code file} is
 * @param fields the other parts; the values of a repeated field are joined by commas
 */
public record Upload(UploadedFile file, AudioAnalysis audio, Map<String, String> fields) {

    /** No form at all. */
    public static final Upload NONE = new Upload(null, null, Map.of());

    /**
     * This form, if it has a file with a name, an audio or video type, and content; else a 422. Palatine's public documentation lists audio
     * and video types only, {@code application/octet-stream} is not among them.
     */
    public Upload requireAudioFile() {
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
        return this;
    }
}
