/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The audio and video formats of the providers, with the Content-Type of a multipart part. Palatine documents the types
 * that it accepts; {@code application/octet-stream} is not among them.
 */
public enum MediaType {
    /** RIFF WAVE. */
    WAV("audio/wav", MediaContainer.WAV, "wav", "wave"),
    /** MPEG layer 3. */
    MP3("audio/mpeg", MediaContainer.MPEG_AUDIO, "mp3", "mpga", "mpeg"),
    /** Ogg, mostly Vorbis. */
    OGG("audio/ogg", MediaContainer.OGG, "ogg", "oga"),
    /** Opus in Ogg. */
    OPUS("audio/opus", MediaContainer.OGG, "opus"),
    /** Free lossless. */
    FLAC("audio/flac", MediaContainer.FLAC, "flac"),
    /** AAC in ADTS frames. */
    AAC("audio/aac", MediaContainer.ADTS, "aac"),
    /** Audio in MPEG-4. */
    M4A("audio/mp4", MediaContainer.ISO_MEDIA, "m4a", "m4b"),
    /** Apple's uncompressed audio. */
    AIFF("audio/aiff", MediaContainer.AIFF, "aiff", "aif"),
    /** AMR, as telephones record it. */
    AMR("audio/amr", MediaContainer.AMR, "amr"),
    /** Windows Media audio. */
    WMA("audio/x-ms-wma", MediaContainer.ASF, "wma"),
    /** MPEG-4 video. */
    MP4("video/mp4", MediaContainer.ISO_MEDIA, "mp4", "m4v"),
    /** QuickTime video. */
    MOV("video/quicktime", MediaContainer.ISO_MEDIA, "mov"),
    /** Matroska video. */
    MKV("video/x-matroska", MediaContainer.MATROSKA, "mkv"),
    /** WebM. */
    WEBM("video/webm", MediaContainer.MATROSKA, "webm"),
    /** Audio Video Interleave. */
    AVI("video/x-msvideo", MediaContainer.AVI, "avi"),
    /** Windows Media video. */
    WMV("video/x-ms-wmv", MediaContainer.ASF, "wmv"),
    /** Flash video. */
    FLV("video/x-flv", MediaContainer.FLV, "flv"),
    /** An unknown format. */
    UNKNOWN("application/octet-stream", MediaContainer.UNKNOWN, "bin");

    /** The number of first bytes that {@link #of} uses. */
    public static final int SIGNATURE_LENGTH = 64;

    private final String contentType;
    private final MediaContainer container;
    private final List<String> extensions;

    MediaType(String contentType, MediaContainer container, String... extensions) {
        this.contentType = contentType;
        this.container = container;
        this.extensions = List.of(extensions);
    }

    /** The media type as sent, such as {@code audio/mpeg}. */
    public String contentType() {
        return contentType;
    }

    /** The usual file extension, without the dot. */
    public String extension() {
        return extensions.get(0);
    }

    /**
     * The format of a recording. The first bytes override the name; the name decides between formats with the same
     * container, such as audio and video in MPEG-4.
     *
     * @param  fileName  the name, or {@code null}
     * @param  signature the first bytes, at best {@link #SIGNATURE_LENGTH} of them; may be empty
     * @return           the format, or {@link #UNKNOWN}
     */
    public static MediaType of(String fileName, byte[] signature) {
        MediaType named = ofExtension(extensionOf(fileName));
        MediaContainer seen = MediaContainer.of(signature);
        if (seen == MediaContainer.UNKNOWN || seen == named.container) {
            return named == OGG && MediaContainer.holdsOpus(signature) ? OPUS : named;
        }
        if (seen == MediaContainer.OGG) {
            return MediaContainer.holdsOpus(signature) ? OPUS : OGG;
        }
        return Arrays.stream(values())
                .filter(candidate -> candidate.container == seen)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The lower-case extension of a file name, which may be {@code null}; empty if there is none. */
    public static String extensionOf(String fileName) {
        if (fileName == null) {
            return "";
        }
        int dot = fileName.lastIndexOf('.');
        return dot < 0 || dot == fileName.length() - 1
                ? ""
                : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static MediaType ofExtension(String extension) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.extensions.contains(extension))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
