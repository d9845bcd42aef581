/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** Sample encodings of WAV files and of streams, little-endian. Internal. */
public enum WavEncoding {
    /** 8 bits, 128 is silence. */
    UNSIGNED_8(1),
    /** 16 bits. */
    SIGNED_16(2),
    /** 24 bits. */
    SIGNED_24(3),
    /** 32 bits. */
    SIGNED_32(4),
    /** IEEE 754, 32 bits. */
    FLOAT_32(4),
    /** IEEE 754, 64 bits. */
    FLOAT_64(8),
    /** ITU-T G.711, as in Europe. */
    A_LAW(1),
    /** ITU-T G.711, as in North America. */
    MU_LAW(1);

    private static final int FORMAT_PCM = 1;
    private static final int FORMAT_FLOAT = 3;
    private static final int FORMAT_A_LAW = 6;
    private static final int FORMAT_MU_LAW = 7;

    final int bytesPerSample;

    WavEncoding(int bytesPerSample) {
        this.bytesPerSample = bytesPerSample;
    }

    /** Null where the simulator cannot decode it. */
    static WavEncoding of(int formatTag, int bitsPerSample) {
        return switch (formatTag) {
            case FORMAT_PCM ->
                switch (bitsPerSample) {
                    case 8 -> UNSIGNED_8;
                    case 16 -> SIGNED_16;
                    case 24 -> SIGNED_24;
                    case 32 -> SIGNED_32;
                    default -> null;
                };
            case FORMAT_FLOAT -> bitsPerSample == 32 ? FLOAT_32 : bitsPerSample == 64 ? FLOAT_64 : null;
            case FORMAT_A_LAW -> bitsPerSample == 8 ? A_LAW : null;
            case FORMAT_MU_LAW -> bitsPerSample == 8 ? MU_LAW : null;
            default -> null;
        };
    }

    /** How many bytes a sample of one channel has. */
    public int bytesPerSample() {
        return bytesPerSample;
    }

    /** The sample at {@code index}, between -1 and 1. */
    public double decode(byte[] bytes, int index) {
        return switch (this) {
            case UNSIGNED_8 -> ((bytes[index] & 0xFF) - 128) / 128.0;
            case SIGNED_16 -> (bytes[index + 1] << 8 | bytes[index] & 0xFF) / 32_768.0;
            case SIGNED_24 ->
                (bytes[index + 2] << 16 | (bytes[index + 1] & 0xFF) << 8 | bytes[index] & 0xFF) / 8_388_608.0;
            case SIGNED_32 -> littleEndian(bytes, index) / 2_147_483_648.0;
            case FLOAT_32 -> finite(Float.intBitsToFloat(littleEndian(bytes, index)));
            case FLOAT_64 ->
                finite(Double.longBitsToDouble(
                        (long) littleEndian(bytes, index + 4) << 32 | littleEndian(bytes, index) & 0xFFFF_FFFFL));
            case A_LAW -> aLaw(bytes[index]);
            case MU_LAW -> muLaw(bytes[index]);
        };
    }

    private static int littleEndian(byte[] bytes, int index) {
        return bytes[index + 3] << 24
                | (bytes[index + 2] & 0xFF) << 16
                | (bytes[index + 1] & 0xFF) << 8
                | bytes[index] & 0xFF;
    }

    private static double finite(double sample) {
        return Double.isFinite(sample) ? Math.max(-1, Math.min(1, sample)) : 0;
    }

    /** ITU-T G.711. */
    private static double aLaw(byte encoded) {
        int bits = encoded ^ 0x55;
        int exponent = bits >> 4 & 7;
        int mantissa = bits & 0x0F;
        int magnitude = exponent == 0 ? (mantissa << 4) + 8 : (mantissa << 4) + 0x108 << exponent - 1;
        return ((bits & 0x80) != 0 ? magnitude : -magnitude) / 32_768.0;
    }

    /** ITU-T G.711. */
    private static double muLaw(byte encoded) {
        int bits = ~encoded;
        int magnitude = (((bits & 0x0F) << 3) + 0x84 << (bits >> 4 & 7)) - 0x84;
        return ((bits & 0x80) != 0 ? -magnitude : magnitude) / 32_768.0;
    }
}
