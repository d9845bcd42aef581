/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Generates WAV files of tones and silence: 8000 Hz, mono, 16 bits. */
public final class WavFile {

    public static final int SAMPLE_RATE = 8000;
    public static final int HEADER = 44;

    private WavFile() {}

    /** Each value is a stretch in seconds: a tone if positive, silence if negative. */
    public static byte[] of(double... stretches) {
        ByteBuffer samples = ByteBuffer.allocate(1 << 22).order(ByteOrder.LITTLE_ENDIAN);
        for (double stretch : stretches) {
            int count = (int) Math.round(Math.abs(stretch) * SAMPLE_RATE);
            for (int i = 0; i < count; i++) {
                samples.putShort((short) (stretch > 0 ? 12_000 * Math.sin(i * 0.3) : 0));
            }
        }
        byte[] data = new byte[samples.position()];
        samples.flip().get(data);
        return file(1, 1, SAMPLE_RATE, 16, data);
    }

    public static byte[] file(int formatTag, int channels, int sampleRate, int bits, byte[] data) {
        int blockAlign = channels * bits / 8;
        return ByteBuffer.allocate(HEADER + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER - 8 + data.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) formatTag)
                .putShort((short) channels)
                .putInt(sampleRate)
                .putInt(sampleRate * blockAlign)
                .putShort((short) blockAlign)
                .putShort((short) bits)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }
}
