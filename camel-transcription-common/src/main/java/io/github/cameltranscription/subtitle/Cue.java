/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.List;

/**
 * One subtitle.
 *
 * @param start   milliseconds from the beginning of the recording
 * @param end     milliseconds from the beginning of the recording, after {@code start}
 * @param speaker the speaker's name, clean and not blank; {@code null} if unknown
 * @param text clean text with line feeds between lines; no line is empty
 * @param emotion the emotion, clean and not blank; {@code null} if unknown or neutral
 */
record Cue(long start, long end, String speaker, String text, String emotion) {

    /** A cue without emotion. */
    Cue(long start, long end, String speaker, String text) {
        this(start, end, speaker, text, null);
    }

    /** The same cue at another time. */
    Cue at(long newStart, long newEnd) {
        return new Cue(newStart, newEnd, speaker, text, emotion);
    }

    /** About how many characters cues are as a file, each with so many beside its text. */
    static int length(List<Cue> cues, int frame) {
        long length = 0;
        for (Cue cue : cues) {
            length += frame + cue.text().length();
        }
        return (int) Math.min(length, Integer.MAX_VALUE - 8);
    }
}
