/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

/**
 * What the bytes of a stream mean.
 *
 * @param codec      how they are coded
 * @param sampleRate samples a second of each channel
 * @param channels   1 or 2
 */
public record StreamFormat(StreamCodec codec, int sampleRate, int channels) {

    /** What is sent at once where bytes tell nothing about time; some 150 ms of usual compressed audio. */
    private static final int COMPRESSED_CHUNK = 4096;

    private static final long NANOS = 1_000_000_000L;

    /** Whether a number of bytes is a length of time, and audio be sent from any sample on. */
    boolean isTimed() {
        return codec.isTimed();
    }

    /** Bytes of one sample of all channels. */
    int frameSize() {
        return Math.max(1, codec.sampleSize() * channels);
    }

    /** The time that so many bytes take; only where {@link #isTimed()}. */
    Duration timeOf(long bytes) {
        long frames = bytes / frameSize();
        return Duration.ofSeconds(frames / sampleRate, frames % sampleRate * NANOS / sampleRate);
    }

    /** The bytes of whole samples that fit a time; only where {@link #isTimed()}. */
    long bytesIn(Duration time) {
        long frames = time.getSeconds() * sampleRate + (long) time.getNano() * sampleRate / NANOS;
        return frames * frameSize();
    }

    /** Bytes of a message with so much audio. */
    int chunkSize(Duration time) {
        return isTimed() ? (int) Math.max(frameSize(), bytesIn(time)) : COMPRESSED_CHUNK;
    }
}
