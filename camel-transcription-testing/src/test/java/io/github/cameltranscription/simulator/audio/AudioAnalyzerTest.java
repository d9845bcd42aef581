/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AudioAnalyzerTest {

    private static AudioAnalysis analyze(byte[] file) {
        return analyze(file, file.length);
    }

    private static AudioAnalysis analyze(byte[] file, int pieceLength) {
        AudioAnalyzer analyzer = new AudioAnalyzer();
        for (int offset = 0; offset < file.length; offset += pieceLength) {
            analyzer.accept(file, offset, Math.min(pieceLength, file.length - offset));
        }
        return analyzer.finish();
    }

    @Test
    void findsTheLoudStretchesOfWav() {
        AudioAnalysis analysis = analyze(WavFile.of(-0.5, 2, -1, 3, -0.5));

        assertThat(analysis.decodable()).isTrue();
        assertThat(analysis.duration()).isCloseTo(7, within(0.001));
        assertThat(analysis.segments()).hasSize(2);
        assertThat(analysis.segments().get(0).start()).isCloseTo(0.5, within(0.05));
        assertThat(analysis.segments().get(0).end()).isCloseTo(2.5, within(0.05));
        assertThat(analysis.segments().get(1).start()).isCloseTo(3.5, within(0.05));
        assertThat(analysis.segments().get(1).end()).isCloseTo(6.5, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 13, 1000})
    void theSizeOfThePiecesMakesNoDifference(int pieceLength) {
        byte[] wav = WavFile.of(0.5, -0.5, 0.5);

        assertThat(analyze(wav, pieceLength)).isEqualTo(analyze(wav));
    }

    @Test
    void bridgesShortPauses() {
        assertThat(analyze(WavFile.of(1, -0.2, 1)).segments()).hasSize(1);
    }

    @Test
    void splitsLongSpeech() {
        assertThat(analyze(WavFile.of(40)).segments()).hasSize(3).allMatch(segment -> segment.duration() <= 15);
    }

    @Test
    void silenceAndClicksAreNoSpeech() {
        assertThat(analyze(WavFile.of(-2)).segments()).isEmpty();
        assertThat(analyze(WavFile.of(-1, 0.02, -1)).segments()).isEmpty();
    }

    @Test
    void backgroundNoiseIsNoSpeech() {
        ByteBuffer data = ByteBuffer.allocate(3 * 2 * WavFile.SAMPLE_RATE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3 * WavFile.SAMPLE_RATE; i++) {
            boolean speech = i / WavFile.SAMPLE_RATE == 1;
            data.putShort((short) ((speech ? 12_000 : 300) * Math.sin(i * 0.3)));
        }

        assertThat(analyze(WavFile.file(1, 1, WavFile.SAMPLE_RATE, 16, data.array()))
                        .segments())
                .singleElement()
                .satisfies(segment -> {
                    assertThat(segment.start()).isCloseTo(1, within(0.05));
                    assertThat(segment.end()).isCloseTo(2, within(0.05));
                });
    }

    /** A second of silence and a second of a square wave in each encoding. */
    @ParameterizedTest
    @CsvSource({
        // tag, bits, silence, high, low (little-endian hexadecimal)
        "1,  8, 80, D0, 30",
        "1, 16, 0000, 0040, 00C0",
        "1, 24, 000000, 000040, 0000C0",
        "1, 32, 00000000, 00000040, 000000C0",
        "3, 32, 00000000, 0000003F, 000000BF",
        "3, 64, 0000000000000000, 000000000000E03F, 000000000000E0BF",
        "6,  8, D5, A5, 25",
        "7,  8, FF, 90, 10",
    })
    void decodesEveryEncoding(int tag, int bits, String silence, String high, String low) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < 2 * WavFile.SAMPLE_RATE; i++) {
            String sample = i < WavFile.SAMPLE_RATE ? silence : i % 20 < 10 ? high : low;
            data.writeBytes(HexFormat.of().parseHex(sample));
        }

        AudioAnalysis analysis = analyze(WavFile.file(tag, 1, WavFile.SAMPLE_RATE, bits, data.toByteArray()), 1001);

        assertThat(analysis.duration()).isCloseTo(2, within(0.001));
        assertThat(analysis.segments()).singleElement().satisfies(segment -> {
            assertThat(segment.start()).isCloseTo(1, within(0.05));
            assertThat(segment.end()).isCloseTo(2, within(0.05));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "20, 99, a format tag of nothing known is no contradiction, true",
        "22, 0, no channels, false",
        "24, 0, no sample rate, false",
        "32, 3, a block that does not fit the samples, false",
        "40, 100000000, more data than there is, false",
        "16, 4, a format chunk that is too short, false",
    })
    void aFileWithAWrongHeaderIsBroken(int offset, int value, String why, boolean decodable) {
        byte[] wav = WavFile.of(1);
        ByteBuffer buffer = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        if (offset == 22 || offset == 20 || offset == 32) {
            buffer.putShort(offset, (short) value);
        } else {
            buffer.putInt(offset, value);
        }

        assertThat(analyze(wav).decodable()).as(why).isEqualTo(decodable);
    }

    @Test
    void aTruncatedWavIsBroken() {
        byte[] wav = WavFile.of(1);

        assertThat(analyze(Arrays.copyOf(wav, wav.length / 2)).decodable()).isFalse();
        assertThat(analyze(Arrays.copyOf(wav, 20)).decodable()).isFalse();
        assertThat(analyze(Arrays.copyOf(wav, WavFile.HEADER)).decodable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void anUnknownSizeInTheHeaderIsAccepted(int size) {
        byte[] wav = WavFile.of(1);
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, size);

        assertThat(analyze(wav).duration()).isCloseTo(1, within(0.001));
    }

    @Test
    void otherChunksAreSkipped() {
        byte[] wav = WavFile.of(1);
        byte[] list = "LIST\3\0\0\0abc\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = ByteBuffer.allocate(wav.length + list.length)
                .put(wav, 0, 36)
                .put(list)
                .put(wav, 36, wav.length - 36)
                .array();

        assertThat(analyze(file, 5)).isEqualTo(analyze(wav));
    }

    @Test
    void aFileThatIsNoAudioIsBroken() {
        assertThat(analyze("just some text, and nothing more".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(AudioAnalysis.broken());
        assertThat(analyze(new byte[0])).isEqualTo(AudioAnalysis.broken());
        assertThat(analyze(new byte[] {'R', 'I'})).isEqualTo(AudioAnalysis.broken());
    }

    @Test
    void theDurationOfFlacIsRead() {
        byte[] flac = new byte[200];
        ByteBuffer.wrap(flac)
                .put("fLaC".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {0, 0, 0, 34})
                .putLong(18, 16_000L << 44 | 15L << 36 | 16_000 * 12);

        assertThat(analyze(flac, 7).duration()).isEqualTo(12);
        assertThat(analyze(Arrays.copyOf(flac, 30)).decodable()).isFalse();
    }

    /** 128 kbit/s, 44.1 kHz, MPEG 1 layer 3 behind a tag of 1000 bytes. */
    private static byte[] mp3(int audioBytes) {
        byte[] mp3 = new byte[1010 + audioBytes];
        ByteBuffer.wrap(mp3)
                .put("ID3\3\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(new byte[] {0, 0, 1000 >> 7, 1000 & 0x7F})
                .putInt(1010, 0xFFFB9000);
        return mp3;
    }

    @Test
    void theDurationOfMp3WithAConstantBitRateIsRead() {
        assertThat(analyze(mp3(160_000), 333).duration()).isCloseTo(10, within(0.001));
    }

    @Test
    void theDurationOfMp3WithAVariableBitRateIsRead() {
        byte[] mp3 = mp3(5000);
        ByteBuffer.wrap(mp3)
                .put(1010 + 4 + 32, "Xing".getBytes(StandardCharsets.US_ASCII))
                .putInt(1010 + 4 + 36, 1)
                .putInt(1010 + 4 + 40, 1000);

        assertThat(analyze(mp3, 333).duration()).isCloseTo(1000 * 1152 / 44_100.0, within(0.001));
    }

    @Test
    void mp3WithoutAFrameIsBroken() {
        byte[] mp3 = mp3(5000);
        ByteBuffer.wrap(mp3).putInt(1010, 0);

        assertThat(analyze(mp3).decodable()).isFalse();
    }

    @Test
    void theDurationOfOggOpusIsRead() {
        byte[] ogg = new byte[100_000];
        ByteBuffer buffer = ByteBuffer.wrap(ogg).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put("OggS".getBytes(StandardCharsets.US_ASCII)).put(26, (byte) 1);
        buffer.put(28, "OpusHead".getBytes(StandardCharsets.US_ASCII)).putShort(38, (short) 312);
        buffer.put(99_000, "OggS".getBytes(StandardCharsets.US_ASCII)).putLong(99_006, 48_000 * 9 + 312);
        buffer.put(99_500, "OggS".getBytes(StandardCharsets.US_ASCII)).putLong(99_506, -1);

        assertThat(analyze(ogg, 1777).duration()).isEqualTo(9);
        assertThat(analyze(ogg, 70_000).duration()).isEqualTo(9);
    }

    @Test
    void theDurationOfOtherFormatsIsEstimatedFromTheSize() {
        byte[] mp4 = new byte[160_000];
        System.arraycopy("\0\0\0\30ftypM4A ".getBytes(StandardCharsets.ISO_8859_1), 0, mp4, 0, 12);

        AudioAnalysis analysis = analyze(mp4);

        assertThat(analysis.duration()).isEqualTo(10);
        assertThat(analysis.segments()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1A45DFA3, OTHER",
        "3026B275, OTHER",
        "000001BA, OTHER",
        "2321414D52, OTHER",
        "FFF15080, OTHER",
        "FFFB9000, MP3",
        "494433, MP3",
        "4F676753, OGG",
        "664C6143, FLAC",
        "524946460000000041564920, OTHER",
        "524946460000000057454250, UNKNOWN",
        "464F524D0000000041494646, OTHER",
        "3C68746D6C3E, UNKNOWN",
    })
    void formatsAreRecognisedByTheirMagicBytes(String magic, AudioFormat format) {
        byte[] head = HexFormat.of().parseHex(magic);

        assertThat(AudioFormat.detect(head, head.length)).isEqualTo(format);
    }
}
