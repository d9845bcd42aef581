/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WavFormatTest {

    private static final byte[] FORMAT = format(WavFormat.PCM, 2, 44_100, 16, 16);
    private static final byte[] AUDIO = new byte[1000];

    /** The content of a format chunk, as long as this. */
    private static byte[] format(int encoding, int channels, int sampleRate, int bits, int length) {
        int frame = channels * bits / 8;
        ByteBuffer format = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        format.putShort((short) encoding).putShort((short) channels).putInt(sampleRate);
        format.putInt(sampleRate * frame).putShort((short) frame).putShort((short) bits);
        return format.array();
    }

    private static byte[] extensible(int subFormat, int length) {
        ByteBuffer format =
                ByteBuffer.wrap(format(0xFFFE, 2, 48_000, 32, length)).order(ByteOrder.LITTLE_ENDIAN);
        if (length >= 26) {
            format.putShort(16, (short) 22).putShort(24, (short) subFormat);
        }
        return format.array();
    }

    private static byte[] chunk(String name, byte[] content) {
        return chunk(name, content.length, content);
    }

    /** A chunk that says that it is so long, padded to an even length. */
    private static byte[] chunk(String name, long size, byte[] content) {
        ByteBuffer chunk =
                ByteBuffer.allocate(8 + content.length + (content.length & 1)).order(ByteOrder.LITTLE_ENDIAN);
        chunk.put(name.getBytes(StandardCharsets.US_ASCII)).putInt((int) size).put(content);
        return chunk.array();
    }

    private static byte[] file(String form, byte[]... chunks) {
        int length = 12 + Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum();
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(form.getBytes(StandardCharsets.US_ASCII)).putInt(length - 8);
        file.put("WAVE".getBytes(StandardCharsets.US_ASCII));
        Arrays.stream(chunks).forEach(file::put);
        return file.array();
    }

    private static byte[] longSizes(long dataSize) {
        return chunk(
                "ds64",
                ByteBuffer.allocate(28)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(4_000)
                        .putLong(dataSize)
                        .putLong(77)
                        .array());
    }

    private static WavFormat read(byte[] file) {
        return WavFormat.read(file, file.length);
    }

    private static WavFormat readStream(byte[] file) {
        return WavFormat.read(file, AudioUpload.UNKNOWN_LENGTH);
    }

    /** The second ends with a chunk behind the audio, the third has a chunk with the word data in it before the audio. */
    @Test
    void onlyTheChunkOfTheAudioIsAudio() {
        assertThat(read(file("RIFF", chunk("fmt ", FORMAT), chunk("data", AUDIO))))
                .isEqualTo(new WavFormat(WavFormat.PCM, 2, 44_100, 176_400, 16, 44, 1000));
        assertThat(read(file("RIFF", chunk("fmt ", FORMAT), chunk("data", AUDIO), chunk("LIST", new byte[50])))
                        .dataLength())
                .isEqualTo(1000);
        byte[] note = chunk("data", 3, new byte[4]);
        assertThat(read(file("RIFF", chunk("fmt ", FORMAT), chunk("LIST", note), chunk("data", AUDIO)))
                        .dataLength())
                .isEqualTo(1000);
    }

    @Test
    void largeNumbersAreNotNegative() {
        byte[] format = format(0xFFFD, 0xFFFF, 44_100, 16, 16);
        ByteBuffer.wrap(format)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(8, (int) 4_000_000_000L)
                .putShort(14, (short) 0xFFF8);

        WavFormat wav = read(file("RIFF", chunk("fmt ", format), chunk("data", AUDIO)));
        assertThat(wav.encoding()).isEqualTo(0xFFFD);
        assertThat(wav.channels()).isEqualTo(0xFFFF);
        assertThat(wav.byteRate()).isEqualTo(4_000_000_000L);
        assertThat(wav.bitsPerSample()).isEqualTo(0xFFF8);
        assertThat(readStream(file("RIFF", chunk("fmt ", FORMAT), chunk("data", 0xFFFF_FFFEL, AUDIO)))
                        .dataLength())
                .isEqualTo(0xFFFF_FFFEL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 7})
    void anExtensibleHeaderSaysItInItsSubFormat(int subFormat) {
        byte[] file = file("RIFF", chunk("fmt ", extensible(subFormat, 40)), chunk("data", AUDIO));

        assertThat(read(file).encoding()).isEqualTo(subFormat);
        assertThat(read(file).dataOffset()).isEqualTo(68);
    }

    @Test
    void theEncodingsHaveTheirRegisteredNumbers() {
        assertThat(new int[] {WavFormat.PCM, WavFormat.FLOAT, WavFormat.ALAW, WavFormat.MULAW})
                .containsExactly(1, 3, 6, 7);
    }

    @Test
    void anExtensibleHeaderThatIsTooShortForASubFormatSaysNothingMore() {
        for (int length : new int[] {18, 22, 24}) {
            assertThat(read(file("RIFF", chunk("fmt ", extensible(1, length)), chunk("data", AUDIO)))
                            .encoding())
                    .as("%s bytes", length)
                    .isEqualTo(0xFFFE);
        }
        assertThat(read(file("RIFF", chunk("fmt ", extensible(1, 26)), chunk("data", AUDIO)))
                        .encoding())
                .isEqualTo(1);
    }

    @Test
    void otherChunksBeforeTheAudioArePassedOver() {
        WavFormat wav = read(file(
                "RIFF",
                chunk("JUNK", new byte[28]),
                chunk("fmt ", FORMAT),
                chunk("LIST", new byte[35]),
                chunk("fact", new byte[4]),
                chunk("data", AUDIO)));

        assertThat(wav.dataOffset()).isEqualTo(12 + 36 + 24 + 44 + 12 + 8);
        assertThat(wav.dataLength()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0xFFFF_FFFFL})
    void aSizeThatTheRecorderDidNotKnowIsTheRestOfTheFile(long size) {
        byte[] file = file("RIFF", chunk("fmt ", FORMAT), chunk("data", size, AUDIO));

        assertThat(read(file).dataLength()).isEqualTo(1000);
        assertThat(readStream(file).dataLength()).isEqualTo(AudioUpload.UNKNOWN_LENGTH);
        assertThat(WavFormat.read(file, 44).dataLength()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000", "5000, 1000"})
    void aFileHasNoMoreAudioThanThereIs(long size, long expected) {
        byte[] file = file("RIFF", chunk("fmt ", FORMAT), chunk("data", size, AUDIO));

        assertThat(read(file).dataLength()).isEqualTo(expected);
        assertThat(readStream(file).dataLength()).isEqualTo(size);
        assertThat(WavFormat.read(file, 20).dataLength()).isZero();
    }

    @Test
    void theLongFormHasItsSizeInAChunkOfItsOwn() {
        long tenGigabytes = 10L << 30;
        byte[] file = file("RF64", longSizes(tenGigabytes), chunk("fmt ", FORMAT), chunk("data", 0xFFFF_FFFFL, AUDIO));

        assertThat(readStream(file)).isEqualTo(new WavFormat(WavFormat.PCM, 2, 44_100, 176_400, 16, 80, tenGigabytes));
        assertThat(WavFormat.read(file, tenGigabytes + 500).dataLength()).isEqualTo(tenGigabytes);
        assertThat(read(file).dataLength()).isEqualTo(1000);
    }

    @Test
    void onlyItsOwnChunkIsTakenForTheLongSize() {
        byte[] note = new byte[16];
        note[8] = 5;

        assertThat(read(file("RIFF", chunk("LIST", note), chunk("fmt ", FORMAT), chunk("data", 0xFFFF_FFFFL, AUDIO)))
                        .dataLength())
                .isEqualTo(1000);
    }

    @Test
    void theLongFormMayHaveAShortSize() {
        assertThat(read(file("RF64", longSizes(1L << 40), chunk("fmt ", FORMAT), chunk("data", 600, AUDIO)))
                        .dataLength())
                .isEqualTo(600);
        assertThat(readStream(file("RF64", longSizes(-1), chunk("fmt ", FORMAT), chunk("data", 0xFFFF_FFFFL, AUDIO)))
                        .dataLength())
                .isEqualTo(AudioUpload.UNKNOWN_LENGTH);
    }

    @Test
    void aHeaderThatEndsBeforeTheAudioIsNone() {
        byte[] file = file(
                "RF64",
                longSizes(AUDIO.length),
                chunk("LIST", new byte[35]),
                chunk("fmt ", FORMAT),
                chunk("data", AUDIO));
        int audio = file.length - AUDIO.length;

        for (int length = 0; length < audio; length++) {
            assertThat(WavFormat.read(Arrays.copyOf(file, length), file.length))
                    .as("%s bytes", length)
                    .isNull();
        }
        assertThat(WavFormat.read(Arrays.copyOf(file, audio), file.length).dataLength())
                .isEqualTo(1000);
    }

    @Test
    void audioWithoutAFormatIsNone() {
        assertThat(read(file("RIFF", chunk("data", AUDIO)))).isNull();
        assertThat(read(file("RIFF", chunk("data", AUDIO), chunk("fmt ", FORMAT))))
                .isNull();
        assertThat(read(file("RIFF", chunk("fmt ", new byte[14]), chunk("data", AUDIO))))
                .isNull();
        assertThat(read(file("RIFF", chunk("fmt ", FORMAT)))).isNull();
    }

    @Test
    void aChunkThatIsLongerThanTheFileIsNoHeader() {
        for (long size : new long[] {2000, Integer.MAX_VALUE, 0x8000_0000L, 0xFFFF_FFFFL}) {
            assertThat(read(file(
                            "RIFF", chunk("LIST", size, new byte[10]), chunk("fmt ", FORMAT), chunk("data", AUDIO))))
                    .as("%s", size)
                    .isNull();
        }
    }

    @Test
    void anotherFileIsNone() {
        assertThat(read(new byte[0])).isNull();
        assertThat(read("RIFF....AVI LIST".getBytes(StandardCharsets.US_ASCII))).isNull();
        assertThat(read(file("RIFX", chunk("fmt ", FORMAT), chunk("data", AUDIO))))
                .isNull();
    }

    @Test
    void theDurationIsThatOfTheAudio() {
        assertThat(new WavFormat(1, 1, 8000, 16_000, 16, 44, 24_000).duration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(new WavFormat(1, 1, 8000, 0, 16, 44, 24_000).duration()).isNull();
        assertThat(new WavFormat(1, 1, 8000, 16_000, 16, 44, AudioUpload.UNKNOWN_LENGTH).duration())
                .isNull();
    }
}
