/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.EnumSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamFormatTest {

    private static Stream<StreamFormat> timed() {
        return EnumSet.of(StreamCodec.LINEAR16, StreamCodec.LINEAR32, StreamCodec.ALAW, StreamCodec.MULAW).stream()
                .flatMap(codec -> StreamRecording.SAMPLE_RATES.stream()
                        .flatMap(rate -> Stream.of(1, 2).map(channels -> new StreamFormat(codec, rate, channels))));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void aBlockIsAWholeNumberOfSamplesAtEveryRate(StreamFormat format) {
        long bytes = format.bytesIn(Duration.ofMillis(300));

        assertThat(format.isTimed()).isTrue();
        assertThat(bytes * 1000).isEqualTo(300L * format.sampleRate() * format.frameSize());
        assertThat(format.timeOf(bytes)).isEqualTo(Duration.ofMillis(300));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void dayLongAudioIsCountedToTheByte(StreamFormat format) {
        long day = Duration.ofDays(1).toSeconds() * format.sampleRate() * format.frameSize();

        assertThat(format.bytesIn(Duration.ofDays(1))).isEqualTo(day);
        assertThat(format.timeOf(day)).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void aMessageHoldsWholeSamples(StreamFormat format) {
        for (int millis = 50; millis <= 300; millis++) {
            int chunk = format.chunkSize(Duration.ofMillis(millis));
            assertThat(chunk % format.frameSize()).isZero();
            assertThat(format.timeOf(chunk))
                    .isBetween(Duration.ofMillis(millis).minusNanos(125_000), Duration.ofMillis(millis));
        }
        assertThat(format.chunkSize(Duration.ofNanos(1))).isEqualTo(format.frameSize());
    }

    @Test
    void aSampleIsAsManyBytesAsTheCodecSays() {
        assertThat(new StreamFormat(StreamCodec.LINEAR16, 8000, 2).frameSize()).isEqualTo(4);
        assertThat(new StreamFormat(StreamCodec.LINEAR32, 8000, 1).frameSize()).isEqualTo(4);
        assertThat(new StreamFormat(StreamCodec.ALAW, 8000, 1).frameSize()).isEqualTo(1);
        assertThat(new StreamFormat(StreamCodec.OPUS, 48_000, 2).frameSize()).isEqualTo(1);
    }

    @Test
    void aSampleThatIsNotWholeTakesNoTime() {
        StreamFormat format = new StreamFormat(StreamCodec.LINEAR16, 8000, 1);

        assertThat(format.timeOf(1)).isZero();
        assertThat(format.timeOf(3)).isEqualTo(Duration.ofNanos(125_000));
    }

    @Test
    void compressedAudioTellsNothingAboutTimeAndIsSentInPiecesOfOneSize() {
        StreamFormat format = new StreamFormat(StreamCodec.MP3, 48_000, 2);

        assertThat(format.isTimed()).isFalse();
        assertThat(format.chunkSize(Duration.ofMillis(50))).isEqualTo(4096);
        assertThat(format.chunkSize(Duration.ofMillis(300))).isEqualTo(4096);
    }
}
