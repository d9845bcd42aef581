/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the words that {@link SpokenAudio} has written into its samples. A word that came whole is given when its last sample has been
 * heard; of one with a part missing, the letters that came whole are given, as a fragment for each stretch of them.
 */
final class WatermarkReader {

    /** Frames of a word lie at most this far apart, as it has as many as fit. */
    private static final int LONGEST_STEP = 2 * WatermarkFrame.SAMPLES;

    private long upper;
    private long lower;
    private long position;

    private WatermarkFrame last;
    private long lastPosition;
    private boolean letterWhole;
    private final StringBuilder letters = new StringBuilder();
    private boolean everFound;

    private List<String> words = new ArrayList<>();

    void accept(int sample) {
        position++;
        upper = upper << WatermarkFrame.BITS_PER_SAMPLE | lower >>> Long.SIZE - WatermarkFrame.BITS_PER_SAMPLE;
        lower = lower << WatermarkFrame.BITS_PER_SAMPLE | sample & 3;
        if ((upper >>> WatermarkFrame.SIGN_SHIFT & WatermarkFrame.SIGN_MASK) == WatermarkFrame.SIGN) {
            WatermarkFrame frame = WatermarkFrame.of(upper, lower);
            if (frame != null) {
                accept(frame);
            }
        }
    }

    private void accept(WatermarkFrame frame) {
        everFound = true;
        boolean continues = last != null && frame.follows(last) && position - lastPosition <= LONGEST_STEP;
        if (!continues) {
            endRun();
        }
        last = frame;
        lastPosition = position;
        letterWhole = frame.isFirstOfItsLetter() || continues && letterWhole;
        if (letterWhole && frame.isLastOfItsLetter()) {
            letters.appendCodePoint(frame.codePoint());
        }
        if (frame.isLastOfItsWord()) {
            endRun();
        }
    }

    private void endRun() {
        last = null;
        if (letters.length() > 0) {
            words.add(letters.toString());
            letters.setLength(0);
        }
    }

    /** Whether these samples, or earlier ones, carried a watermark. */
    boolean everFound() {
        return everFound;
    }

    /** The words and fragments that are complete by now and were not taken before. */
    List<String> take() {
        if (last != null && position - lastPosition > LONGEST_STEP) {
            endRun();
        }
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> taken = words;
        words = new ArrayList<>();
        return taken;
    }

    /** No more audio comes: of a word that has begun, what was heard is left as a fragment. */
    List<String> takeRest() {
        endRun();
        return take();
    }
}
