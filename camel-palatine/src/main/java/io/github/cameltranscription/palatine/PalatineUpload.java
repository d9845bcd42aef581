/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.EnumSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.MediaType;

/** Which Content-Type a recording has for Palatine (the vendor's public documentation, supported_files.mdx). */
final class PalatineUpload {

    private static final Logger LOG = LoggerFactory.getLogger(PalatineUpload.class);

    /** The list has Windows Media as this type, not as {@code audio/x-ms-wma} and {@code video/x-ms-wmv}. */
    private static final String ASF = "audio/asf";

    private static final Set<MediaType> NOT_LISTED =
            EnumSet.of(MediaType.WEBM, MediaType.AMR, MediaType.FLV, MediaType.UNKNOWN);

    private PalatineUpload() {}

    /** The Content-Type of the part with the recording; logs a warning for one that Palatine may refuse. */
    static String contentType(AudioUpload audio) {
        MediaType type = audio.mediaType();
        if (NOT_LISTED.contains(type)) {
            LOG.warn(
                    "palatine: {} is sent as {}, which is not among the types that Palatine lists: convert the recording"
                            + " to WAV, FLAC, MP3, M4A, OGG, Opus, AIFF, MP4, MOV, MKV or AVI if it is refused",
                    audio.name().replaceAll("\\p{Cntrl}", "?"),
                    type.contentType());
        }
        return type == MediaType.WMA || type == MediaType.WMV ? ASF : type.contentType();
    }
}
