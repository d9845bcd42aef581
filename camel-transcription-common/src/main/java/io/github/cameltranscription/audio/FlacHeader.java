/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.nio.ByteBuffer;
import java.time.Duration;

/** The STREAMINFO block that every FLAC file begins with (RFC 9639, section 8.2). */
final class FlacHeader {

    private static final int BLOCK_TYPE = 4;
    private static final int RATE_AND_SAMPLES = 18;
    private static final int SHORTEST = 26;

    private FlacHeader() {}

    /** The length of the audio, or {@code null} if the encoder did not know it. */
    static Duration duration(byte[] head) {
        if (head.length < SHORTEST || (head[BLOCK_TYPE] & 0x7F) != 0) {
            return null;
        }
        // 20 bits of sample rate, 3 of channels, 5 of sample size, 36 of sample count.
        long packed = ByteBuffer.wrap(head).getLong(RATE_AND_SAMPLES);
        return RecordingDuration.of(packed & 0xF_FFFF_FFFFL, packed >>> 44);
    }
}
