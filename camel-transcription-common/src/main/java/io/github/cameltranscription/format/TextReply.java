/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

/**
 * A reply that is no transcript. Camel converts it to a String, bytes or a stream, which hold {@link #toText}, and to a
 * JSON tree.
 */
public interface TextReply {

    /** The reply as text: its JSON, unless it has a text for people. */
    default String toText() {
        return toJson();
    }

    /** The reply as JSON. */
    default String toJson() {
        return TextReplyConverters.json(this);
    }

    /** The provider's own answer, where it is kept; else the same as {@link #toJson}. */
    default String raw() {
        return toJson();
    }

    /**
     * The reply in this format.
     *
     * @param  format the format wanted; one for subtitles or tables gives the text
     * @return        the reply itself for {@link OutputFormat#TRANSCRIPT}, else a String
     */
    default Object in(OutputFormat format) {
        return switch (format) {
            case TRANSCRIPT -> this;
            case JSON -> toJson();
            case RAW -> raw();
            case TEXT, SRT, VTT, CSV -> toText();
        };
    }
}
