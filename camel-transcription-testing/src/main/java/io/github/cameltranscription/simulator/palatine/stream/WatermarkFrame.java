/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

/**
 * One piece of the watermark by which {@link SpokenAudio} carries its words. A word is covered from its first to its last sample by
 * frames, which name the letter that is being spoken: so a word is known only to those who have heard all of it.
 *
 * <p>Two bits lie in each sample: 24 bits of a sign to know a frame by, then the fields, then 16 bits of checksum.
 *
 * @param ordinal which word of the audio it is, modulo 65,536: equal words that touch stay two
 * @param index which frame of the word it is
 * @param count how many frames the word has
 * @param letters how many letters the word has
 * @param codePoint the letter that is being spoken
 */
record WatermarkFrame(int ordinal, int index, int count, int letters, int codePoint) {

    static final int BITS_PER_SAMPLE = 2;
    static final int SAMPLES = 60;
    static final int MOST_FRAMES = 0xFFFF;
    static final int MOST_LETTERS = 0xFF;

    /** Where the sign stands in the upper 56 bits. */
    static final int SIGN_SHIFT = 32;

    static final long SIGN_MASK = 0xFF_FFFF;
    static final long SIGN = 0xB1_E6D3;

    private static final int SAMPLES_IN_LOWER = Long.SIZE / BITS_PER_SAMPLE;

    /** The sign, the ordinal and the index: 56 bits. */
    private long upper() {
        return SIGN << SIGN_SHIFT | (long) (ordinal & 0xFFFF) << 16 | index;
    }

    /** The other fields and the checksum: 64 bits. */
    private long lower() {
        long fields = (long) count << 32 | (long) letters << 24 | codePoint;
        return fields << 16 | checksum(upper(), fields);
    }

    /** The bits that sample {@code sample} of this frame carries. */
    int bits(int sample) {
        int fromEnd = SAMPLES - 1 - sample;
        long half = fromEnd < SAMPLES_IN_LOWER ? lower() : upper();
        return (int) (half >>> fromEnd % SAMPLES_IN_LOWER * BITS_PER_SAMPLE) & 3;
    }

    /** Null where the bits, which have the sign, are no frame all the same. */
    static WatermarkFrame of(long upper, long lower) {
        long fields = lower >>> 16;
        if ((lower & 0xFFFF) != checksum(upper, fields)) {
            return null;
        }
        WatermarkFrame frame = new WatermarkFrame(
                (int) (upper >>> 16) & 0xFFFF,
                (int) upper & 0xFFFF,
                (int) (fields >>> 32) & 0xFFFF,
                (int) (fields >>> 24) & 0xFF,
                (int) fields & 0xFF_FFFF);
        boolean possible = frame.index < frame.count
                && frame.letters > 0
                && frame.letters <= frame.count
                && Character.isValidCodePoint(frame.codePoint);
        return possible ? frame : null;
    }

    private static long checksum(long upper, long fields) {
        long mixed = (upper & 0xFFFF_FFFFL) * 0x9E37_79B9_7F4A_7C15L ^ fields * 0xC2B2_AE3D_27D4_EB4FL;
        mixed ^= mixed >>> 29;
        return mixed * 0xBF58_476D_1CE4_E5B9L >>> 48;
    }

    /** The letter that frame {@code index} of {@code count} carries. */
    static int letterOf(int index, int count, int letters) {
        return (int) ((long) index * letters / count);
    }

    boolean isFirstOfItsLetter() {
        return index == 0 || letterOf(index - 1, count, letters) != letterOf(index, count, letters);
    }

    boolean isLastOfItsLetter() {
        return isLastOfItsWord() || letterOf(index + 1, count, letters) != letterOf(index, count, letters);
    }

    boolean isLastOfItsWord() {
        return index == count - 1;
    }

    boolean follows(WatermarkFrame other) {
        return ordinal == other.ordinal && index == other.index + 1 && count == other.count && letters == other.letters;
    }
}
