/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

/** Analyses an audio file of any size as it streams by, holding no more than a few dozen kilobytes. */
public final class AudioAnalyzer {

    private final byte[] magic = new byte[AudioFormat.MAGIC_LENGTH];
    private int magicLength;
    private FormatAnalyzer analyzer;
    private long size;

    /** The array may be reused by the caller afterwards. */
    public void accept(byte[] bytes, int offset, int length) {
        size += length;
        int position = offset;
        int end = offset + length;
        while (analyzer == null && position < end) {
            magic[magicLength++] = bytes[position++];
            if (magicLength == magic.length) {
                begin();
            }
        }
        if (position < end) {
            analyzer.accept(bytes, position, end - position);
        }
    }

    /** To be called once, after the last byte. */
    public AudioAnalysis finish() {
        if (analyzer == null) {
            begin();
        }
        return analyzer.finish(size);
    }

    private void begin() {
        analyzer = switch (AudioFormat.detect(magic, magicLength)) {
            case WAV -> new WavAnalyzer();
            case FLAC -> new FlacAnalyzer();
            case MP3 -> new Mp3Analyzer();
            case OGG -> new OggAnalyzer();
            case OTHER -> AudioAnalysis::ofSize;
            case UNKNOWN -> nothing -> AudioAnalysis.broken();
        };
        analyzer.accept(magic, 0, magicLength);
    }
}
