/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.Map;

import io.github.cameltranscription.audio.AudioUpload;

/**
 * A form with one recording.
 *
 * @param fields   the text fields by name, sent before the recording
 * @param partName the name of the part that carries the recording
 * @param audio    the recording
 * @param contentType the Content-Type of the recording's part
 */
public record MultipartForm(Map<String, String> fields, String partName, AudioUpload audio, String contentType) {

    /** A form whose recording has the usual Content-Type of its format. */
    public MultipartForm(Map<String, String> fields, String partName, AudioUpload audio) {
        this(fields, partName, audio, audio.mediaType().contentType());
    }
}
