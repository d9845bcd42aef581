/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingDurationTest {

    private static final byte[] WAV = Recordings.wav(2);
    private static final Duration LENGTH = Duration.ofSeconds(3);

    private static AudioUpload recording(Object body) {
        DefaultExchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(body);
        return (AudioUpload) new JobInputReader("name", "link", Message::getHeader).read(exchange.getMessage(), null);
    }

    private static Duration duration(Object body) throws IOException {
        return RecordingDuration.of(recording(body));
    }

    @Test
    void aWavSaysItInItsHeader() throws IOException {
        assertThat(duration(WAV)).isEqualTo(LENGTH);
    }

    @Test
    void aStreamIsStillThereAfterwards() throws IOException {
        AudioUpload stream = recording(new ByteArrayInputStream(WAV));

        assertThat(RecordingDuration.of(stream)).isEqualTo(LENGTH);
        assertThat(RecordingDuration.of(stream)).isEqualTo(LENGTH);
        assertThat(stream.open().readAllBytes()).isEqualTo(WAV);
        assertThat(RecordingDuration.of(stream)).isNull();
    }

    @Test
    void otherChunksBeforeTheAudioArePassedOverOddOnesWithTheirPadding() throws IOException {
        byte[] note = new byte[] {'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0};

        assertThat(duration(withInserted(WAV, 12, note))).isEqualTo(LENGTH);
        assertThat(duration(withInserted(WAV, 36, note))).isEqualTo(LENGTH);
    }

    @Test
    void aRecorderThatCouldNotFillInTheSizeLeavesItToTheFile() throws IOException {
        for (int size : new int[] {0, -1}) {
            byte[] unfinished = WAV.clone();
            ByteBuffer.wrap(unfinished).order(ByteOrder.LITTLE_ENDIAN).putInt(40, size);

            assertThat(duration(unfinished)).isEqualTo(LENGTH);
            assertThat(duration(new ByteArrayInputStream(unfinished)))
                    .as("of a stream the end is not known")
                    .isNull();
        }
    }

    @Test
    void aFileThatEndsTooEarlyIsAsLongAsWhatThereIs() throws IOException {
        assertThat(duration(Arrays.copyOf(WAV, 44 + 16_000))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theLongFormOfWavIsUnderstood() throws IOException {
        ByteBuffer sizes = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
        sizes.put("ds64".getBytes(StandardCharsets.US_ASCII)).putInt(28);
        sizes.putLong(0).putLong(10L * 1024 * 1024 * 1024).putLong(0).putInt(0);
        byte[] longForm = withInserted(WAV, 12, sizes.array());
        longForm[1] = 'F';
        longForm[0] = 'R';
        longForm[2] = '6';
        longForm[3] = '4';
        ByteBuffer.wrap(longForm).order(ByteOrder.LITTLE_ENDIAN).putInt(76, -1);

        assertThat(duration(new ByteArrayInputStream(longForm))).isEqualTo(Duration.ofSeconds(671_088, 640_000_000));
        assertThat(duration(longForm)).isEqualTo(LENGTH);
    }

    @Test
    void aHeaderThatMakesNoSenseSaysNothing() throws IOException {
        byte[] noRate = WAV.clone();
        ByteBuffer.wrap(noRate).order(ByteOrder.LITTLE_ENDIAN).putInt(28, 0);
        byte[] hugeChunk = WAV.clone();
        ByteBuffer.wrap(hugeChunk).order(ByteOrder.LITTLE_ENDIAN).putInt(16, Integer.MAX_VALUE);

        assertThat(duration(noRate)).isNull();
        assertThat(duration(hugeChunk)).isNull();
        assertThat(duration(Arrays.copyOf(WAV, 20))).isNull();
    }

    @Test
    void aFlacSaysItInItsFirstBlock() throws IOException {
        assertThat(duration(flac(44_100, 44_100L * 90 + 22_050))).isEqualTo(Duration.ofMillis(90_500));
        assertThat(duration(flac(192_000, 0xF_FFFF_FFFFL))).isEqualTo(Duration.ofSeconds(357_913, 941_328_125));
    }

    @Test
    void aFlacThatDoesNotKnowSaysNothing() throws IOException {
        assertThat(duration(flac(44_100, 0))).isNull();
        assertThat(duration(Arrays.copyOf(flac(44_100, 44_100), 20))).isNull();
        byte[] otherBlock = flac(44_100, 44_100);
        otherBlock[4] = 4;
        assertThat(duration(otherBlock)).isNull();
    }

    @Test
    void otherFormatsSayNothing() throws IOException {
        assertThat(duration("ID3 and what follows".getBytes(StandardCharsets.US_ASCII)))
                .isNull();
        assertThat(duration("anything".getBytes(StandardCharsets.US_ASCII))).isNull();
    }

    private static byte[] flac(int rate, long samples) {
        ByteBuffer flac = ByteBuffer.allocate(42);
        flac.put("fLaC".getBytes(StandardCharsets.US_ASCII)).putInt(34).putShort((short) 4096);
        flac.putShort((short) 4096).put(new byte[6]);
        flac.putLong((long) rate << 44 | 1L << 41 | 15L << 36 | samples);
        return flac.array();
    }

    private static byte[] withInserted(byte[] original, int position, byte[] insertion) {
        return ByteBuffer.allocate(original.length + insertion.length)
                .put(original, 0, position)
                .put(insertion)
                .put(original, position, original.length - position)
                .array();
    }
}
