/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The length of a recording from its first bytes, for WAV (RIFF and RF64) and FLAC. */
public final class RecordingDuration {

    /**
     * The number of first bytes that are read. With more cover art or notes before the audio, the length is unknown.
     */
    public static final int HEAD_LENGTH = 64 * 1024;

    private static final int FLAC_BLOCK_TYPE = 4;
    private static final int FLAC_RATE_AND_SAMPLES = 18;
    private static final int FLAC_HEADER = 26;

    private RecordingDuration() {}

    /**
     * Reads the length from the recording's header; the recording can be sent as before.
     *
     * @return             the length, or {@code null} if the header does not say, or contradicts itself
     * @throws IOException if the recording cannot be read
     */
    public static Duration of(AudioUpload audio) throws IOException {
        byte[] head = audio.head(HEAD_LENGTH);
        return switch (MediaContainer.of(head)) {
            case WAV -> {
                WavFormat format = WavFormat.read(head, audio.length());
                yield format == null ? null : format.duration();
            }
            case FLAC -> flacDuration(head);
            default -> null;
        };
    }

    /** From the STREAMINFO block that every FLAC file begins with (RFC 9639, section 8.2); its length may be unknown. */
    private static Duration flacDuration(byte[] head) {
        if (head.length < FLAC_HEADER || (head[FLAC_BLOCK_TYPE] & 0x7F) != 0) {
            return null;
        }
        // 20 bits of sample rate, 3 of channels, 5 of sample size, 36 of sample count.
        long packed = ByteBuffer.wrap(head).getLong(FLAC_RATE_AND_SAMPLES);
        return of(packed & 0xF_FFFF_FFFFL, packed >>> 44);
    }

    /** The time that so many samples take at a rate; {@code null} if either makes no sense. */
    static Duration of(long count, long perSecond) {
        if (count <= 0 || perSecond <= 0 || count / perSecond > Integer.MAX_VALUE) {
            return null;
        }
        return Duration.ofSeconds(count / perSecond, count % perSecond * 1_000_000_000L / perSecond);
    }
}
