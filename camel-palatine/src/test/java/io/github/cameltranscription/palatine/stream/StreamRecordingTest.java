/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInputReader;
import io.github.cameltranscription.audio.MediaContainer;
import io.github.cameltranscription.audio.WavFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StreamRecordingTest {

    private static final byte[] SAMPLES = samples(600);

    private static byte[] samples(int bytes) {
        byte[] samples = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            samples[i] = (byte) (i * 7 + 1);
        }
        return samples;
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer joined = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(joined::put);
        return joined.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] chunk(String name, long size, byte[] content) {
        byte[] head = littleEndian(8).put(ascii(name)).putInt((int) size).array();
        return joined(head, content, new byte[content.length & 1]);
    }

    private static byte[] format(int encoding, int bits, int rate, int channels) {
        int frame = bits / 8 * channels;
        return chunk(
                "fmt ",
                16,
                littleEndian(16)
                        .putShort((short) encoding)
                        .putShort((short) channels)
                        .putInt(rate)
                        .putInt(rate * frame)
                        .putShort((short) frame)
                        .putShort((short) bits)
                        .array());
    }

    private static byte[] wav(byte[]... chunks) {
        return joined(ascii("RIFF"), new byte[4], ascii("WAVE"), joined(chunks));
    }

    private static byte[] wav(int encoding, int bits, int rate, int channels) {
        return wav(format(encoding, bits, rate, channels), chunk("data", SAMPLES.length, SAMPLES));
    }

    private static AudioUpload upload(Object body) {
        DefaultExchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader("name", "call.wav");
        return (AudioUpload) new JobInputReader("name", "link", Message::getHeader).read(exchange.getMessage(), null);
    }

    private static StreamRecording recording(Object body, StreamCodec codec) throws IOException {
        return StreamRecording.of(upload(body), codec, null, null);
    }

    private static StreamRecording recording(Object body) throws IOException {
        return recording(body, StreamCodec.LINEAR16);
    }

    private static byte[] audio(StreamRecording recording) throws IOException {
        try (InputStream audio = recording.open()) {
            return recording.length() < 0 ? audio.readAllBytes() : audio.readNBytes((int) recording.length());
        }
    }

    private static void assertRefused(Object body, StreamCodec codec, String message) {
        assertThatThrownBy(() -> recording(body, codec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theHeaderOfAWavGivesTheFormatAndIsNotSent() throws IOException {
        StreamRecording recording = recording(wav(WavFormat.PCM, 16, 16_000, 2));

        assertThat(recording.format()).isEqualTo(new StreamFormat(StreamCodec.LINEAR16, 16_000, 2));
        assertThat(audio(recording)).isEqualTo(SAMPLES);
    }

    @ParameterizedTest
    @CsvSource({"3, 32, LINEAR32", "6, 8, ALAW", "7, 8, MULAW"})
    void aWavMayHaveAnotherCodec(int encoding, int bits, StreamCodec codec) throws IOException {
        StreamRecording recording = recording(wav(encoding, bits, 8000, 1), codec);

        assertThat(recording.format()).isEqualTo(new StreamFormat(codec, 8000, 1));
        assertThat(audio(recording)).isEqualTo(SAMPLES);
        assertRefused(
                wav(encoding, bits, 8000, 1),
                StreamCodec.LINEAR16,
                "codec \"linear16\" is not that of call.wav, which is " + codec.wireName() + ": add codec="
                        + codec.wireName());
    }

    @Test
    void integersOf32BitsAreNotLinear32() {
        assertRefused(wav(WavFormat.PCM, 32, 8000, 1), StreamCodec.LINEAR32, "linear32 is 32-bit floating-point");
    }

    @Test
    void codecWavSendsTheHeader() throws IOException {
        byte[] wav = wav(WavFormat.PCM, 24, 8000, 1);
        StreamRecording recording = recording(wav, StreamCodec.WAV);

        assertThat(audio(recording)).isEqualTo(wav);
        assertThat(recording.format().isTimed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 24", "3, 64", "6, 16", "7, 16", "2, 4", "85, 0", "65534, 16"})
    void aWavOfAnotherEncodingIsRefused(int encoding, int bits) {
        assertRefused(
                wav(encoding, bits, 16_000, 1),
                StreamCodec.LINEAR16,
                "the codec of call.wav (WAV encoding " + encoding + ", " + bits
                        + " bits) is not one that can be streamed: convert it to 16-bit PCM");
    }

    @Test
    void chunksAroundTheAudioAreNotSent() throws IOException {
        byte[] note = chunk("LIST", 35, new byte[35]);
        byte[] wav = wav(
                note,
                format(WavFormat.PCM, 16, 8000, 1),
                note,
                chunk("data", SAMPLES.length, SAMPLES),
                chunk("LIST", 50, new byte[50]));

        assertThat(audio(recording(wav))).isEqualTo(SAMPLES);
        assertThat(audio(recording(new ByteArrayInputStream(wav)))).isEqualTo(SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0xFFFF_FFFFL})
    void audioOfUnknownSizeEndsWithTheFile(long size) throws IOException {
        byte[] wav = wav(format(WavFormat.PCM, 16, 8000, 1), chunk("data", size, SAMPLES));

        assertThat(audio(recording(wav))).isEqualTo(SAMPLES);
        assertThat(audio(recording(new ByteArrayInputStream(wav)))).isEqualTo(SAMPLES);
    }

    @Test
    void aBrokenHeaderIsRefused() {
        byte[] wav = wav(WavFormat.PCM, 16, 16_000, 1);

        assertRefused(
                Arrays.copyOf(wav, 40),
                StreamCodec.LINEAR16,
                "the WAV header of call.wav is broken, or its audio begins after more than 65536 bytes: convert the file");
        assertRefused(
                wav(
                        format(WavFormat.PCM, 16, 8000, 1),
                        chunk("LIST", 70_000, new byte[70_000]),
                        chunk("data", 4, new byte[4])),
                StreamCodec.LINEAR16,
                "after more than 65536 bytes");
    }

    @Test
    void aRecordingWithoutAudioIsRefused() {
        assertRefused(
                wav(format(WavFormat.PCM, 16, 8000, 1), chunk("data", 0, new byte[0])),
                StreamCodec.LINEAR16,
                "the recording call.wav has no audio: nothing is sent");
    }

    @ParameterizedTest
    @ValueSource(ints = {11_025, 96_000, 0})
    void anUnsupportedSampleRateIsRefused(int rate) {
        assertRefused(
                wav(WavFormat.PCM, 16, rate, 1),
                StreamCodec.LINEAR16,
                "sampleRate " + rate
                        + " of call.wav is not one of [8000, 16000, 22050, 32000, 44100, 48000]: convert the file");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6})
    void anUnsupportedNumberOfChannelsIsRefused(int channels) {
        assertRefused(
                wav(WavFormat.PCM, 16, 16_000, channels),
                StreamCodec.LINEAR16,
                "channels " + channels + " of call.wav are not 1 or 2: convert the file");
    }

    @Test
    void optionsThatContradictTheHeaderAreRefused() throws IOException {
        AudioUpload wav = upload(wav(WavFormat.PCM, 16, 16_000, 2));

        assertThatThrownBy(() -> StreamRecording.of(wav, StreamCodec.LINEAR16, 48_000, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sampleRate 48000 is not that of call.wav, which is 16000: remove the option, or set it to"
                        + " 16000");
        assertThatThrownBy(() -> StreamRecording.of(wav, StreamCodec.LINEAR16, null, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("channels 1 is not that of call.wav, which is 2: remove the option, or set it to 2");
        assertThat(StreamRecording.of(wav, StreamCodec.LINEAR16, 16_000, 2).format())
                .isEqualTo(new StreamFormat(StreamCodec.LINEAR16, 16_000, 2));
    }

    @Test
    void rawAudioHasTheFormatOfTheOptions() throws IOException {
        assertThat(recording(SAMPLES).format()).isEqualTo(new StreamFormat(StreamCodec.LINEAR16, 48_000, 1));
        assertThat(audio(recording(SAMPLES))).isEqualTo(SAMPLES);
        assertThat(StreamRecording.of(upload(SAMPLES), StreamCodec.ALAW, 8000, 2)
                        .format())
                .isEqualTo(new StreamFormat(StreamCodec.ALAW, 8000, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID3\4\0\0\0\0\0\0 MPEG_AUDIO",
                "fLaC\0\0\0\42 FLAC",
                "OggS\0\2\0\0 OGG",
                "\0\0\0\30ftypM4A  ISO_MEDIA",
                "#!AMR\nabc AMR",
                "FLV\1abcdef FLV",
                "FORM....AIFFCOMM AIFF",
                "RIFF....AVI LIST AVI"
            })
    void aFileOfAnotherFormatIsRefused(String headAndContainer) {
        int blank = headAndContainer.lastIndexOf(' ');
        byte[] file = joined(headAndContainer.substring(0, blank).getBytes(StandardCharsets.ISO_8859_1), new byte[200]);

        assertRefused(
                file,
                StreamCodec.LINEAR16,
                "codec \"linear16\" does not fit the audio, which is " + headAndContainer.substring(blank + 1)
                        + ": set codec to what it is, or convert it; nothing was sent");
    }

    @Test
    void samplesMayLookLikeAnMpegFrame() throws IOException {
        for (int second = 0xE0; second <= 0xFF; second++) {
            byte[] samples = SAMPLES.clone();
            samples[0] = (byte) 0xFF;
            samples[1] = (byte) second;

            assertThat(audio(recording(samples))).as("FF %02X", second).isEqualTo(samples);
            StreamRecording.requireStream(samples, StreamCodec.MULAW);
        }
    }

    @Test
    void anMpegFrameIsRefusedForAnotherCompressedCodec() {
        byte[] mpeg = joined(new byte[] {(byte) 0xFF, (byte) 0xFB, (byte) 0x90, 0}, new byte[100]);
        byte[] adts = joined(new byte[] {(byte) 0xFF, (byte) 0xF1, (byte) 0x50, 0}, new byte[100]);

        assertRefused(mpeg, StreamCodec.OPUS, "which is MPEG_AUDIO");
        assertRefused(mpeg, StreamCodec.AAC, "which is MPEG_AUDIO");
        assertRefused(adts, StreamCodec.MP3, "which is ADTS");
        assertThat(StreamRecording.requireContainer(mpeg, StreamCodec.MP3)).isEqualTo(MediaContainer.MPEG_AUDIO);
        assertThat(StreamRecording.requireContainer(adts, StreamCodec.AAC)).isEqualTo(MediaContainer.ADTS);
    }

    @Test
    void aCodecInAContainerNeedsItsSignature() {
        assertRefused(
                SAMPLES, StreamCodec.FLAC, "codec \"flac\" does not fit the audio, which has no signature of it:");
        assertRefused(SAMPLES, StreamCodec.OGG_OPUS, "which has no signature of it");
    }

    @Test
    void compressedAudioIsSentUnchanged() throws IOException {
        byte[] flac = joined(ascii("fLaC"), new byte[301]);
        StreamRecording recording = StreamRecording.of(upload(flac), StreamCodec.FLAC, 44_100, 2);

        assertThat(recording.format()).isEqualTo(new StreamFormat(StreamCodec.FLAC, 44_100, 2));
        assertThat(audio(recording)).isEqualTo(flac);
    }

    @Test
    void partOfASampleIsRefused() throws IOException {
        assertRefused(
                samples(601),
                StreamCodec.LINEAR16,
                "codec \"linear16\" with channels 1 has 2 bytes a sample, and the recording's 601 bytes are not whole"
                        + " ones: set codec and channels to what it is");
        assertRefused(samples(1), StreamCodec.LINEAR16, "the recording's 1 bytes");
        assertThatThrownBy(() -> StreamRecording.of(upload(samples(602)), StreamCodec.LINEAR16, null, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 4 bytes a sample");
        assertThat(audio(recording(samples(601), StreamCodec.MULAW))).hasSize(601);
        assertThat(audio(recording(new ByteArrayInputStream(samples(601)))))
                .as("the length of a stream is not known before its end")
                .hasSize(601);
    }

    @Test
    void theFirstChunkMustNotBeginWithAHeader() {
        StreamRecording.requireStream(SAMPLES, StreamCodec.LINEAR16);

        assertThatThrownBy(() -> StreamRecording.requireStream(wav(WavFormat.PCM, 16, 16_000, 1), StreamCodec.LINEAR16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with a WAV header")
                .hasMessageContaining("without the header CamelPalatineStreamId");
        assertThatThrownBy(() -> StreamRecording.requireStream(ascii("OggS0000"), StreamCodec.LINEAR16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which is OGG");
    }

    @Test
    void theFirstChunkMayBeShorterThanASignature() {
        for (int length = 0; length < 12; length++) {
            StreamRecording.requireStream(samples(length), StreamCodec.LINEAR16);
        }
    }
}
