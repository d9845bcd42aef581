/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes small recordings: tones with silence between them, which the simulator hears as segments. */
public final class Recordings {

    private static final int SAMPLE_RATE = 8000;

    private Recordings() {}

    /** A mono 16 bit WAV of so many tones of a second each, with half a second of silence after each. */
    public static byte[] wav(int tones) {
        int samples = tones * SAMPLE_RATE * 3 / 2;
        ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII));
        wav.putInt(36 + samples * 2);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        wav.putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(SAMPLE_RATE).putInt(SAMPLE_RATE * 2).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII));
        wav.putInt(samples * 2);
        for (int i = 0; i < samples; i++) {
            boolean tone = i % (SAMPLE_RATE * 3 / 2) < SAMPLE_RATE;
            wav.putShort(tone ? (short) (10_000 * Math.sin(2 * Math.PI * 440 * i / SAMPLE_RATE)) : 0);
        }
        return wav.array();
    }
}
