/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

/**
 * The limits of a cue's text.
 *
 * @param maxLineLength the maximum length of a line, in UTF-16 units; a longer word is broken
 * @param maxLines the maximum number of lines
 */
public record CueLayout(int maxLineLength, int maxLines) {

    /** The minimum line length, which most words fit. */
    static final int SHORTEST_LINE = 10;

    /** Two lines of 42 characters, the limit of the large streaming services. */
    public static final CueLayout DEFAULT = new CueLayout(42, 2);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a line could not hold a word, or a cue could not hold a line
     */
    public CueLayout {
        if (maxLineLength < SHORTEST_LINE) {
            throw new IllegalArgumentException("cueMaxLineLength is " + maxLineLength + ", which holds hardly a word:"
                    + " set it to " + SHORTEST_LINE + " or more characters, 42 is usual");
        }
        if (maxLines < 1) {
            throw new IllegalArgumentException("cueMaxLines is " + maxLines
                    + ", which leaves no room for text: set it to 1 or more lines, 2 is usual");
        }
    }
}
