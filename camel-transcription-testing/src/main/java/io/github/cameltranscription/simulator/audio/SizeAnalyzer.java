/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** For formats whose duration the simulator does not read: guesses it from the size. */
final class SizeAnalyzer implements FormatAnalyzer {

    /** 128 kbit/s. */
    private static final double ASSUMED_BYTES_PER_SECOND = 16_000;

    static AudioAnalysis estimate(long size) {
        return AudioAnalysis.ofDuration(size / ASSUMED_BYTES_PER_SECOND);
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {}

    @Override
    public AudioAnalysis finish(long size) {
        return estimate(size);
    }
}
