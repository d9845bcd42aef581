/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.util.Arrays;
import java.util.List;

import io.github.cameltranscription.simulator.audio.WavEncoding;

/** The documented codecs (palatine-streaming.ru.txt; mp2 to mp4 are in the vendor's public documentation), in the order of the {@code config} message. */
enum StreamCodec {
    LINEAR16("linear16", WavEncoding.SIGNED_16),
    LINEAR32("linear32", WavEncoding.FLOAT_32),
    OPUS("opus", null),
    FLAC("flac", null),
    MP3("mp3", null),
    AAC("aac", null),
    ALAW("alaw", WavEncoding.A_LAW),
    MULAW("mulaw", WavEncoding.MU_LAW),
    AMR_NB("amr-nb", null),
    AMR_WB("amr-wb", null),
    OGG_OPUS("ogg-opus", null),
    SPEEX("speex", null),
    G729("g729", null),
    MP2("mp2", null),
    M4A("m4a", null),
    WAV("wav", null),
    WEBM("webm", null),
    OGG("ogg", null),
    MP4("mp4", null);

    /** The simulator does not decode: so much of other codecs counts as a second. */
    private static final int COMPRESSED_BYTES_PER_SECOND = 16_000;

    private final String wireName;
    private final WavEncoding encoding;

    StreamCodec(String wireName, WavEncoding encoding) {
        this.wireName = wireName;
        this.encoding = encoding;
    }

    /** Null where there is no such codec. */
    static StreamCodec of(String wireName) {
        return Arrays.stream(values())
                .filter(codec -> codec.wireName.equals(wireName))
                .findFirst()
                .orElse(null);
    }

    /** Those that the documented config message lists. */
    static List<String> wireNames() {
        return Arrays.stream(values())
                .filter(codec -> codec.compareTo(G729) <= 0)
                .map(codec -> codec.wireName)
                .toList();
    }

    /** Null for codecs that the simulator cannot decode. */
    WavEncoding encoding() {
        return encoding;
    }

    int bytesPerSecond(int sampleRate, int channels) {
        return encoding == null ? COMPRESSED_BYTES_PER_SECOND : sampleRate * bytesPerMoment(channels);
    }

    /** Audio must be a multiple of it. */
    int bytesPerMoment(int channels) {
        return encoding == null ? 1 : encoding.bytesPerSample() * channels;
    }
}
