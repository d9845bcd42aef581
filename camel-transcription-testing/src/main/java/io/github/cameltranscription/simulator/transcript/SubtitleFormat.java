/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.transcript;

/** Subtitles, one cue a segment. */
public enum SubtitleFormat {
    /** SubRip. */
    SRT("text/plain; charset=utf-8", ','),
    /** WebVTT. */
    VTT("text/vtt; charset=utf-8", '.');

    private final String contentType;
    private final char decimalSeparator;

    SubtitleFormat(String contentType, char decimalSeparator) {
        this.contentType = contentType;
        this.decimalSeparator = decimalSeparator;
    }

    /** Null where {@code name} is neither {@code srt} nor {@code vtt}. */
    public static SubtitleFormat of(String name) {
        return switch (name) {
            case "srt" -> SRT;
            case "vtt" -> VTT;
            default -> null;
        };
    }

    /** Media type with charset. */
    public String contentType() {
        return contentType;
    }

    /** WebVTT has markup, SubRip has none that is agreed on. */
    private String escaped(String text) {
        return this == SRT
                ? text
                : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The whole file. */
    public String render(SimulatedTranscript transcript) {
        StringBuilder file = new StringBuilder(this == VTT ? "WEBVTT\n\n" : "");
        int number = 0;
        for (SimulatedSegment segment : transcript.segments()) {
            if (this == SRT) {
                file.append(++number).append('\n');
            }
            file.append(Timestamps.clock(segment.start(), decimalSeparator))
                    .append(" --> ")
                    .append(Timestamps.clock(segment.end(), decimalSeparator))
                    .append('\n')
                    .append(escaped(segment.text()))
                    .append("\n\n");
        }
        return file.toString();
    }
}
