/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/**
 * Tells whether a block of audio has speech in it, by the measures by which {@link SpeechDetector} finds it in a whole file; only that
 * the threshold is fixed, as of a stream nothing is known in advance. Internal.
 */
public final class LoudnessMeter {

    /** Power of a sample at the lowest level of speech. */
    private static final double THRESHOLD = Math.pow(10, SpeechDetector.LOWEST_SPEECH_LEVEL / 10.0);

    private final WavEncoding encoding;
    private final int bytesPerWindow;

    /** For interleaved samples of so many channels. */
    public LoudnessMeter(WavEncoding encoding, int sampleRate, int channels) {
        this.encoding = encoding;
        bytesPerWindow =
                Math.max(1, sampleRate / SpeechDetector.WINDOWS_PER_SECOND) * channels * encoding.bytesPerSample;
    }

    /** Whether enough of the first {@code length} bytes is loud for a word; a click is not. */
    public boolean isSpeech(byte[] block, int length) {
        int loud = 0;
        for (int start = 0; start + bytesPerWindow <= length; start += bytesPerWindow) {
            if (isLoud(block, start) && ++loud == SpeechDetector.SHORTEST_SPEECH) {
                return true;
            }
        }
        return false;
    }

    private boolean isLoud(byte[] block, int start) {
        double energy = 0;
        for (int index = start; index < start + bytesPerWindow; index += encoding.bytesPerSample) {
            double sample = encoding.decode(block, index);
            energy += sample * sample;
        }
        return energy * encoding.bytesPerSample > THRESHOLD * bytesPerWindow;
    }
}
