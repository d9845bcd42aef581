/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

/** The format of a reply: the option {@code outputFormat}. */
public enum OutputFormat {
    /** The {@link io.github.cameltranscription.transcript.Transcript} itself. */
    TRANSCRIPT(null, "json"),
    /** Plain text. */
    TEXT("text/plain;charset=UTF-8", "txt"),
    /** The transcript as JSON, the same for every provider. */
    JSON("application/json", "json"),
    /** SubRip subtitles. */
    SRT("application/x-subrip;charset=UTF-8", "srt"),
    /** WebVTT subtitles. */
    VTT("text/vtt;charset=UTF-8", "vtt"),
    /** One row for each segment: start, end, speaker and text. */
    CSV("text/csv;charset=UTF-8", "csv"),
    /** The provider's own JSON. */
    RAW("application/json", "json");

    private final String contentType;
    private final String fileExtension;

    OutputFormat(String contentType, String fileExtension) {
        this.contentType = contentType;
        this.fileExtension = fileExtension;
    }

    /** The media type of the rendered text; {@code null} for {@link #TRANSCRIPT}, which is not rendered. */
    public String getContentType() {
        return contentType;
    }

    /** The file extension of the format, without a dot; that of JSON for {@link #TRANSCRIPT}. */
    public String getFileExtension() {
        return fileExtension;
    }
}
