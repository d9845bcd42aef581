/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** Takes the duration of a FLAC file from its STREAMINFO block (RFC 9639, 8.2), which always comes first. */
final class FlacAnalyzer implements FormatAnalyzer {

    private static final int STREAMINFO_END = 4 + 4 + 34;
    private static final int SAMPLE_RATE_OFFSET = 4 + 4 + 10;

    private final HeadBuffer head = new HeadBuffer(STREAMINFO_END);

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        head.accept(bytes, offset, length);
    }

    @Override
    public AudioAnalysis finish(long size) {
        if (head.length() < STREAMINFO_END || (head.unsignedByte(4) & 0x7F) != 0) {
            return AudioAnalysis.broken();
        }
        // 20 bits sample rate, 3 bits channels - 1, 5 bits bits per sample - 1, 36 bits total samples.
        long packed = head.bigEndian(SAMPLE_RATE_OFFSET, 8);
        long sampleRate = packed >>> 44;
        long samples = packed & 0xF_FFFF_FFFFL;
        if (sampleRate == 0) {
            return AudioAnalysis.broken();
        }
        return samples == 0 ? AudioAnalysis.ofSize(size) : AudioAnalysis.ofDuration((double) samples / sampleRate);
    }
}
