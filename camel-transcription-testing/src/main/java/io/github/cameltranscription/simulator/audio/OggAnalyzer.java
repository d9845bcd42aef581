/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** Takes the duration of an Ogg file (Opus, Vorbis, FLAC, Speex) from the granule position of its last page (RFC 3533). */
final class OggAnalyzer implements FormatAnalyzer {

    private static final int HEAD_BYTES = 256;
    /** A page is at most 65,307 bytes long, so the last page header lies within this. */
    private static final int TAIL_BYTES = 65_536;

    private static final int OPUS_RATE = 48_000;

    private final HeadBuffer head = new HeadBuffer(HEAD_BYTES);
    private final byte[] tail = new byte[TAIL_BYTES];
    private int tailLength;

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        head.accept(bytes, offset, length);
        int taken = Math.min(length, TAIL_BYTES);
        int kept = Math.min(tailLength, TAIL_BYTES - taken);
        System.arraycopy(tail, tailLength - kept, tail, 0, kept);
        System.arraycopy(bytes, offset + length - taken, tail, kept, taken);
        tailLength = kept + taken;
    }

    @Override
    public AudioAnalysis finish(long size) {
        if (head.length() < 28) {
            return AudioAnalysis.broken();
        }
        int packet = 27 + head.unsignedByte(26);
        long preSkip = 0;
        long sampleRate;
        if (head.startsWith(packet, "OpusHead") && packet + 12 <= head.length()) {
            sampleRate = OPUS_RATE;
            preSkip = head.littleEndian(packet + 10, 2);
        } else if (head.startsWith(packet, "\u0001vorbis") && packet + 16 <= head.length()) {
            sampleRate = head.littleEndian(packet + 12, 4);
        } else if (head.startsWith(packet, "\u007FFLAC") && packet + 30 <= head.length()) {
            sampleRate = head.bigEndian(packet + 27, 3) >>> 4;
        } else if (head.startsWith(packet, "Speex   ") && packet + 40 <= head.length()) {
            sampleRate = head.littleEndian(packet + 36, 4);
        } else {
            return AudioAnalysis.ofSize(size);
        }
        long granule = lastGranule();
        if (sampleRate == 0 || granule <= preSkip) {
            return AudioAnalysis.broken();
        }
        return AudioAnalysis.ofDuration((double) (granule - preSkip) / sampleRate);
    }

    /** Pages on which no packet ends carry -1 and do not count. */
    private long lastGranule() {
        for (int index = tailLength - 14; index >= 0; index--) {
            if (tail[index] == 'O' && tail[index + 1] == 'g' && tail[index + 2] == 'g' && tail[index + 3] == 'S') {
                long granule = 0;
                for (int i = 13; i >= 6; i--) {
                    granule = granule << 8 | tail[index + i] & 0xFF;
                }
                if (granule >= 0) {
                    return granule;
                }
            }
        }
        return 0;
    }
}
