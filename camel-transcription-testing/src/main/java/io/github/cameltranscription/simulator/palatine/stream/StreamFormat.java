/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.util.List;

import io.github.cameltranscription.simulator.audio.WavEncoding;

/**
 * The audio that a session is about to get.
 *
 * @param codec never null
 * @param sampleRate one of the documented rates
 * @param channels 1 or 2
 */
record StreamFormat(StreamCodec codec, int sampleRate, int channels) {

    static final List<Integer> SAMPLE_RATES = List.of(8000, 16000, 22050, 32000, 44100, 48000);

    /** Nothing is documented for a wrong rate, or wrong channels. */
    static final StreamErrorCode UNSUPPORTED_FORMAT = StreamErrorCode.PROCESSING_ERROR;

    private static final List<Integer> CHANNELS = List.of(1, 2);

    /** @throws StreamError if the service does not support it */
    static StreamFormat of(StreamParameters parameters) {
        StreamCodec codec = StreamCodec.of(parameters.codec());
        if (codec == null) {
            throw new StreamError(StreamErrorCode.UNSUPPORTED_CODEC, "Unsupported codec: " + parameters.codec());
        }
        return new StreamFormat(
                codec,
                supported("sample_rate", parameters.sampleRate(), SAMPLE_RATES),
                supported("channels", parameters.channels(), CHANNELS));
    }

    private static int supported(String name, String value, List<Integer> supported) {
        return supported.stream()
                .filter(number -> number.toString().equals(value))
                .findFirst()
                .orElseThrow(() -> new StreamError(
                        UNSUPPORTED_FORMAT, "Unsupported " + name + ": " + value + ", use " + supported));
    }

    /** Null where it cannot be decoded. */
    WavEncoding encoding() {
        return codec.encoding();
    }

    int bytesPerSecond() {
        return codec.bytesPerSecond(sampleRate, channels);
    }

    /** Audio must be a multiple of it. */
    int bytesPerMoment() {
        return codec.bytesPerMoment(channels);
    }

    /** The service works in blocks of 300 ms (palatine-streaming.ru.txt). */
    int bytesPerBlock() {
        return bytesPerSecond() * 3 / 10;
    }

    /** Seconds, to the millisecond. */
    double seconds(long bytes) {
        return Math.round(bytes * 1000.0 / bytesPerSecond()) / 1000.0;
    }

    /** The bytes, of whole samples, that are this long; a part of a sample is left away. */
    long bytes(long nanos) {
        long bytes = Math.multiplyExact(nanos / 1000, (long) bytesPerSecond()) / 1_000_000;
        return bytes - bytes % bytesPerMoment();
    }
}
