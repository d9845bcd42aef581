/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

/**
 * The format of a stream's audio.
 *
 * @param sampleRate in Hz
 * @param channels 1 or 2
 */
public record StreamFormat(StreamCodec codec, int sampleRate, int channels) {

    /** The size of a message of compressed audio; about 150 ms of a usual codec. */
    private static final int COMPRESSED_CHUNK = 4096;

    private static final long NANOS = 1_000_000_000L;

    /** Whether a number of bytes is a duration, and audio can be sent from any sample. */
    boolean isTimed() {
        return codec.isTimed();
    }

    /** Bytes of one sample of all channels. */
    int frameSize() {
        return Math.max(1, codec.sampleSize() * channels);
    }

    /** The duration of a number of bytes; only if {@link #isTimed()}. */
    Duration timeOf(long bytes) {
        long frames = bytes / frameSize();
        return Duration.ofSeconds(frames / sampleRate, frames % sampleRate * NANOS / sampleRate);
    }

    /** The bytes of the whole samples in a duration; only if {@link #isTimed()}. */
    long bytesIn(Duration time) {
        long frames = time.getSeconds() * sampleRate + (long) time.getNano() * sampleRate / NANOS;
        return frames * frameSize();
    }

    /** The bytes of a message with this duration. */
    int chunkSize(Duration time) {
        return isTimed() ? (int) Math.max(frameSize(), bytesIn(time)) : COMPRESSED_CHUNK;
    }
}
