/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** Takes the duration of an MP3 file from the Xing or Info frame, else from the first frame's bit rate and the size. */
final class Mp3Analyzer implements FormatAnalyzer {

    private static final int ID3_HEADER = 10;
    private static final int FRAME_HEADER = 4;
    /** Some writers pad between the tag and the first frame. */
    private static final int SEARCHED_BYTES = 8192;

    private static final int[] SAMPLE_RATES = {44_100, 48_000, 32_000};
    private static final int[] KILOBITS_MPEG1_LAYER1 = {
        32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448
    };
    private static final int[] KILOBITS_MPEG1_LAYER2 = {32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
    private static final int[] KILOBITS_MPEG1_LAYER3 = {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_MPEG2_LAYER1 = {32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256};
    private static final int[] KILOBITS_MPEG2_LAYER23 = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    private final HeadBuffer tag = new HeadBuffer(ID3_HEADER);
    private final HeadBuffer frames = new HeadBuffer(SEARCHED_BYTES);
    private long position;
    private long framesStart = -1;

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        tag.accept(bytes, offset, length);
        if (framesStart < 0 && tag.length() == ID3_HEADER) {
            framesStart = tag.startsWith(0, "ID3") ? ID3_HEADER + tagSize() : 0;
        }
        if (framesStart >= 0) {
            // The first call always brings the whole magic, which is longer than the tag header.
            long skipped = Math.max(0, framesStart - position);
            if (skipped < length) {
                frames.accept(bytes, offset + (int) skipped, length - (int) skipped);
            }
        }
        position += length;
    }

    /** Four bytes of seven bits each (ID3v2, 3.1). */
    private long tagSize() {
        long size = 0;
        for (int i = 6; i < ID3_HEADER; i++) {
            size = size << 7 | tag.unsignedByte(i) & 0x7F;
        }
        return size;
    }

    @Override
    public AudioAnalysis finish(long size) {
        for (int index = 0; index + FRAME_HEADER <= frames.length(); index++) {
            if (frames.unsignedByte(index) == 0xFF) {
                double seconds = duration(index, size - framesStart - index);
                if (seconds > 0) {
                    return AudioAnalysis.ofDuration(seconds);
                }
            }
        }
        return AudioAnalysis.broken();
    }

    /** Zero where there is no frame header at {@code index}. */
    private double duration(int index, long bytesFromHere) {
        int second = frames.unsignedByte(index + 1);
        int third = frames.unsignedByte(index + 2);
        int version = second >> 3 & 3; // 0: MPEG 2.5, 2: MPEG 2, 3: MPEG 1
        int layer = 4 - (second >> 1 & 3);
        int bitRateIndex = third >> 4;
        int sampleRateIndex = third >> 2 & 3;
        boolean header = (second & 0xE0) == 0xE0
                && version != 1
                && layer != 4
                && bitRateIndex != 0
                && bitRateIndex != 15
                && sampleRateIndex != 3;
        if (!header) {
            return 0;
        }
        boolean mpeg1 = version == 3;
        int sampleRate = SAMPLE_RATES[sampleRateIndex] >> (mpeg1 ? 0 : version == 2 ? 1 : 2);
        boolean mono = frames.unsignedByte(index + 3) >> 6 == 3;
        int xing = index + FRAME_HEADER + (mpeg1 ? mono ? 17 : 32 : mono ? 9 : 17);
        boolean xingFrame = frames.startsWith(xing, "Xing") || frames.startsWith(xing, "Info");
        if (xingFrame && xing + 12 <= frames.length() && (frames.bigEndian(xing + 4, 4) & 1) != 0) {
            int samplesPerFrame = layer == 1 ? 384 : layer == 3 && !mpeg1 ? 576 : 1152;
            return (double) frames.bigEndian(xing + 8, 4) * samplesPerFrame / sampleRate;
        }
        return bytesFromHere * 8.0 / (kilobits(mpeg1, layer)[bitRateIndex - 1] * 1000);
    }

    private static int[] kilobits(boolean mpeg1, int layer) {
        if (!mpeg1) {
            return layer == 1 ? KILOBITS_MPEG2_LAYER1 : KILOBITS_MPEG2_LAYER23;
        }
        return switch (layer) {
            case 1 -> KILOBITS_MPEG1_LAYER1;
            case 2 -> KILOBITS_MPEG1_LAYER2;
            default -> KILOBITS_MPEG1_LAYER3;
        };
    }
}
