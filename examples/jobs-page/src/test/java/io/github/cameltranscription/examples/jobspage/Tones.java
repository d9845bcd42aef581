/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A WAV file with tones in the place of speech, and pauses between them. */
final class Tones {

    private static final int RATE = 8_000;

    private Tones() {}

    /** So many tones of a second each, with half a second of silence after each. */
    static byte[] wav(int tones) {
        int samples = tones * RATE * 3 / 2;
        ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 2);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1);
        wav.putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * 2)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 2);
        for (int i = 0; i < samples; i++) {
            boolean loud = i % (RATE * 3 / 2) < RATE;
            wav.putShort((short) (loud ? 9_000 * Math.sin(2 * Math.PI * 220 * i / RATE) : 0));
        }
        return wav.array();
    }
}
