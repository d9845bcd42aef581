/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

/** Makes text safe for a cue: one line of visible characters with single blanks between the words. */
final class CueText {

    private static final char REPLACEMENT = '\uFFFD';

    /** The maximum of consecutive invisible characters: fewer than the shortest line. */
    private static final int INVISIBLE_RUN = 3;

    /** Reused; a loop over an array is much faster than one over a String. */
    private char[] characters = new char[256];

    /**
     * The text without characters that could end a line, or hide or reverse other text. Every kind of blank and line
     * break becomes one space. Control characters and directional embeddings, overrides and isolates are dropped,
     * because line breaks would leave them open; invisible characters that could fill a line are dropped too. A lone
     * surrogate becomes the replacement character.
     *
     * @param  text any text
     * @return the clean text, empty without a visible character
     */
    String clean(String text) {
        int length = text.length();
        if (length > characters.length) {
            characters = new char[length * 2];
        }
        text.getChars(0, length, characters, 0);
        char previous = ' ';
        for (int i = 0; i < length; i++) {
            char c = characters[i];
            if (c == ' ' ? previous == ' ' : !isPlain(c)) {
                return rebuild(text);
            }
            previous = c;
        }
        return previous == ' ' && length > 0 ? rebuild(text) : text;
    }

    /** Whether a character is safe next to any other; for speed, some safe ones are left out. */
    private static boolean isPlain(char c) {
        if (c < 0x7F) {
            return c > ' ';
        }
        if (c < 0x2000) {
            return c > 0xAD && c != 0x061C && c != 0x1680 && c != 0x180E;
        }
        return c >= 0x2010 && c <= 0x2027 || c >= 0x2070 && c < 0x3000 || c > 0x3000 && c < Character.MIN_SURROGATE;
    }

    private static String rebuild(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        // The end of the visible part of the current word; 0 or after a blank, no word has begun.
        int visible = 0;
        int invisible = 0;
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (isBlank(codePoint)) {
                clean.setLength(visible);
                if (visible > 0 && clean.charAt(visible - 1) != ' ') {
                    clean.append(' ');
                }
                visible = clean.length();
                invisible = 0;
            } else if (isInvisible(codePoint)) {
                if (++invisible <= INVISIBLE_RUN) {
                    clean.appendCodePoint(codePoint);
                }
            } else if (!isDropped(codePoint)) {
                clean.appendCodePoint(isLoneSurrogate(codePoint) ? REPLACEMENT : codePoint);
                visible = clean.length();
                invisible = 0;
            }
        }
        return clean.substring(0, visible > 0 && clean.charAt(visible - 1) == ' ' ? visible - 1 : visible);
    }

    /** A joiner or mark that is visible only by its effect on neighbours; the tags of a flag belong to the flag. */
    private static boolean isInvisible(int codePoint) {
        return codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT
                && Character.getType(codePoint) == Character.FORMAT
                && !isDropped(codePoint);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == '\u0085';
    }

    private static boolean isDropped(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint >= 0x202A && codePoint <= 0x202E
                || codePoint >= 0x2066 && codePoint <= 0x2069
                || codePoint == 0xFEFF
                || (codePoint & 0xFFFE) == 0xFFFE;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
