/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.List;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.MediaType;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;

/** The limits of an upload (shopot-reference.ru.txt). */
final class ShopotUploadLimits {

    /** "200 Мб" in the larger reading, 200 MiB: Shopot itself refuses a file between the two readings. */
    static final long LARGEST_FILE = 200L * 1024 * 1024;

    static final List<String> EXTENSIONS = List.of(
            "mp3", "wav", "flac", "ogg", "aac", "m4a", "wma", "mp4", "mov", "avi", "mkv", "webm", "wmv", "m4v", "flv");

    private ShopotUploadLimits() {}

    /**
     * Checks a recording before anything is sent. The length of a stream is not known by then.
     *
     * @throws io.github.cameltranscription.error.TranscriptionException naming the value and what is allowed
     */
    static void check(String operation, AudioUpload audio) {
        if (audio.length() > LARGEST_FILE) {
            throw ErrorCategory.PAYLOAD_TOO_LARGE.toException(details(
                    operation,
                    audio.name() + " has " + audio.length() + " bytes: Shopot takes up to 200 MB (" + LARGEST_FILE
                            + " bytes); compress or split it, or give a link with sourceUrl"));
        }
        String extension = MediaType.extensionOf(audio.name());
        if (!EXTENSIONS.contains(extension)) {
            throw ErrorCategory.UNSUPPORTED_MEDIA.toException(details(
                    operation,
                    audio.name() + " has the extension \"" + extension + "\": Shopot takes "
                            + String.join(", ", EXTENSIONS)
                            + "; the header CamelTranscriptionFileName gives the recording another name"));
        }
    }

    private static ErrorDetails details(String operation, String message) {
        return ErrorDetails.of(ShopotOperation.SCHEME, operation, message);
    }
}
